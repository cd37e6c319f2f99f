//! Profiles as files.

use jixiao_tests::REGION;
use serde_json::Value;

use crate::desk::Desk;

/// The file of a built-in profile under an id of one's own.
fn own(desk: &Desk, format: &str) -> String {
    let shown = desk.run(&["profile", "show", "profiles/cn-2020", format]).succeeded();
    shown.replacen("\"cn-2020\"", "\"own\"", 1)
}

/// The profile as JSON, without what the server sets.
fn rules(desk: &Desk, name: &str) -> Value {
    let mut shown = desk.json(&["profile", "show", name]);
    for field in ["name", "version"] {
        shown.as_object_mut().unwrap().remove(field).unwrap();
    }
    shown
}

#[tokio::test]
async fn what_is_shown_can_be_edited_and_given_back_as_the_next_version() {
    let desk = Desk::small().await;
    let steps = "\n[[rules]]\nselector = { level1 = \"LEVEL1_SATISFACTION\" }\n\n[rules.method.steps]\n\
                 steps = [{ from = \"90\", points = \"10\" }, { from = \"80\", points = \"8\" }]\n";
    let toml = own(&desk, "--toml").replace("rules = []\n", "").replace("strict = false", "strict = true") + steps;
    desk.write("own.toml", &toml);
    desk.write("own.json", &own(&desk, "--json").replace("\"strict\": false", "\"strict\": true"));
    let names = [1, 2, 3].map(|version| format!("{REGION}/profiles/own/versions/{version}"));

    let checked = desk.run(&["profile", "create", REGION, "own.toml", "--validate-only"]).succeeded();
    let first = desk.run(&["profile", "create", REGION, "own.toml", "--request-id", "one"]).succeeded();
    let again = desk.run(&["profile", "create", REGION, "own.toml", "--request-id", "one"]).succeeded();
    // With name and version, as it was shown.
    desk.write("shown.toml", &desk.run(&["profile", "show", &names[0]]).succeeded());
    let second = desk.run(&["profile", "create", REGION, "shown.toml"]).succeeded();
    let third = desk.run(&["profile", "create", REGION, "own.json"]).succeeded();
    let listed = desk.run(&["profile", "list", REGION]).succeeded();
    let rows = desk.csv(&["profile", "list", REGION]);
    let built_in = desk.csv(&["profile", "list"]);

    assert_eq!(
        [checked, first, again],
        [format!("would be {}\n", names[0]), format!("is {}\n", names[0]), format!("is {}\n", names[0])]
    );
    assert_eq!([second, third], [format!("is {}\n", names[1]), format!("is {}\n", names[2])]);
    let [one, two, three] = names.each_ref().map(|name| rules(&desk, name));
    assert_eq!(one, two);
    assert_eq!(
        (&one["strict"], &one["rules"][0]["method"]["steps"]["steps"][1]["points"]),
        (&true.into(), &"8.00".into())
    );
    assert_eq!((&three["strict"], &three["rules"]), (&true.into(), &Value::Array(Vec::new())));
    assert!(names.iter().all(|name| listed.contains(name.as_str())), "{listed}");
    assert_eq!((rows.len(), built_in.len()), (1 + 3 + 3, 1 + 3));
}

#[tokio::test]
async fn every_problem_of_a_profile_is_printed_with_its_field_and_nothing_is_stored() {
    let desk = Desk::small().await;
    let wrong = own(&desk, "--toml")
        .replace("execution_weight = \"10.00\"", "execution_weight = \"100.5\"")
        .replace("yellow_below = \"0.80\"", "yellow_below = \"0.50\"")
        .replace("source = \"财预〔2020〕10号\"", "source = \"\"");
    desk.write("wrong.toml", &wrong);

    let error = desk.run(&["profile", "create", REGION, "wrong.toml"]).failed();

    let lines: Vec<_> = error.lines().collect();
    assert_eq!(lines[0], "error: CreateProfile failed: FIELD_INVALID: the request has invalid fields");
    let fields: Vec<_> = lines[1..].iter().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(fields, ["profile.source", "profile.execution_weight", "profile.lights"], "{error}");
    assert_eq!(desk.csv(&["profile", "list", REGION]).len(), 1 + 3);
}

#[tokio::test]
async fn a_file_that_is_no_profile_is_refused_with_the_place() {
    let desk = Desk::small().await;
    let toml = own(&desk, "--toml");
    let files = [
        ("number.toml", toml.replace("\"10.00\"", "10"), "TOML parse error at line 7, column 20"),
        ("unknown.toml", toml.replace("strict", "strikt"), "unrecognized field name 'strikt'"),
        ("enum.toml", toml.replace("CAP_RULE_LINEAR", "LINEAR"), "unrecognized enum value 'LINEAR'"),
        ("broken.json", "{\"id\": ".to_owned(), "line 1 column 7"),
    ];
    for (name, text, why) in files {
        desk.write(name, &text);
        let error = desk.run(&["profile", "create", REGION, name]).failed();
        assert!(error.starts_with(&format!("error: {name} is no profile: ")) && error.contains(why), "{error}");
    }
    let absent = desk.run(&["profile", "create", REGION, "absent.toml"]).failed();
    assert!(absent.starts_with("error: cannot read absent.toml: "), "{absent}");
    let name = desk.run(&["profile", "show", "profiles/absent"]).failed();
    assert_eq!(name, "error: GetProfile failed: RESOURCE_NOT_FOUND: profile profiles/absent does not exist\n");
}
