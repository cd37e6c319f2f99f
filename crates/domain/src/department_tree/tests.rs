use proptest::prelude::*;

use super::*;

fn id(id: &str) -> DepartmentId {
    id.parse().unwrap()
}

fn link(department: &str, parent: &str) -> (DepartmentId, Option<DepartmentId>) {
    (id(department), (!parent.is_empty()).then(|| id(parent)))
}

/// `l1` at the top, each other under the one before.
fn chain(levels: usize) -> DepartmentTree {
    let parent = |level: usize| if level == 1 { String::new() } else { format!("l{}", level - 1) };
    DepartmentTree::new((1..=levels).map(|level| link(&format!("l{level}"), &parent(level))))
}

fn refused(tree: &mut DepartmentTree, put: &[(&str, &str)]) -> Vec<(String, NotATree)> {
    let put: Vec<_> = put.iter().map(|(department, parent)| link(department, parent)).collect();
    let wrong = tree.put(&put).unwrap_err();
    wrong.into_iter().map(|wrong| (wrong.department.to_string(), wrong.why)).collect()
}

#[test]
fn parents_may_come_after_their_children() {
    let mut tree = DepartmentTree::default();

    let lineages = tree.put(&[link("c", "b"), link("b", "a"), link("a", "")]).unwrap();

    assert_eq!(lineages[&id("c")], [id("c"), id("b"), id("a")]);
    assert_eq!(tree.lineage(&id("a")), Ok(vec![id("a")]));
}

#[test]
fn who_moves_takes_along_all_that_stand_below_and_nobody_else() {
    let mut tree = DepartmentTree::new([link("a", ""), link("b", "a"), link("c", "b"), link("d", "a"), link("e", "")]);

    let lineages = tree.put(&[link("b", "e")]).unwrap();

    assert_eq!(lineages.into_keys().collect::<Vec<_>>(), [id("b"), id("c")]);
    assert_eq!(tree.lineage(&id("c")), Ok(vec![id("c"), id("b"), id("e")]));
}

#[test]
fn nobody_stands_under_itself_or_under_one_that_is_not_there() {
    assert_eq!(refused(&mut chain(1), &[("l1", "l1")]), [("l1".to_owned(), NotATree::Cycle)]);
    assert_eq!(refused(&mut chain(10), &[("l1", "l10")]), [("l1".to_owned(), NotATree::Cycle)]);
    assert_eq!(
        refused(&mut chain(3), &[("x", "y"), ("l1", "l2")]),
        [("x".to_owned(), NotATree::NoParent(id("y"))), ("l1".to_owned(), NotATree::Cycle),]
    );
}

#[test]
fn there_are_at_most_ten_levels_also_below_one_that_moves() {
    assert!(chain(9).put(&[link("x", "l9")]).is_ok());
    assert_eq!(refused(&mut chain(10), &[("x", "l10")]), [("x".to_owned(), NotATree::TooDeep)]);
    let mut tree = chain(9);
    tree.put(&[link("a", ""), link("b", "a")]).unwrap();
    assert!(tree.clone().put(&[link("l1", "a")]).is_ok());
    assert_eq!(refused(&mut tree, &[("l1", "b")]), [("l1".to_owned(), NotATree::TooDeep)]);
}

proptest! {
    #[test]
    fn what_is_put_is_a_tree_or_refused(moves in prop::collection::vec((0..14usize, prop::option::of(0..14usize)), 1..60)) {
        let mut tree = DepartmentTree::default();
        let name = |number: usize| id(&format!("d{number}"));
        for (department, parent) in moves {
            let mut tried = tree.clone();
            let Ok(lineages) = tried.put(&[(name(department), parent.map(name))]) else { continue };
            tree = tried;
            for (department, lineage) in lineages {
                prop_assert_eq!(tree.lineage(&department), Ok(lineage));
            }
            for department in tree.parents.keys() {
                let lineage = tree.lineage(department).unwrap();
                prop_assert!(lineage.len() <= DepartmentTree::LEVELS);
                prop_assert_eq!(lineage.iter().collect::<BTreeSet<_>>().len(), lineage.len());
                for pair in lineage.windows(2) {
                    prop_assert_eq!(tree.parents[&pair[0]].as_ref(), Some(&pair[1]));
                }
            }
        }
    }
}
