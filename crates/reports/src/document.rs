//! A form with everything that is said around it.

use jixiao_domain::Signal;

use crate::layout::Layout;

/// A form as it is handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// Its title, such as `天津市残疾人联合会2023年度绩效自评表`; also the name of the file.
    pub(crate) title: String,
    /// The form.
    pub(crate) form: Layout,
    /// Further sheets of the workbook. A page says the same in the details of its cells.
    pub(crate) further: Vec<Layout>,
    /// What a page shows above the form.
    pub(crate) summary: Vec<Block>,
}

/// A part of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// The main figures.
    Figures(Vec<Figure>),
    /// Parts of a whole.
    Bars {
        /// What they show.
        title: &'static str,
        /// From the top.
        bars: Vec<Bar>,
    },
    /// How many rows have which light.
    Lights {
        /// What they show.
        title: &'static str,
        /// Of each group, such as a goal: its name and the rows of each light there is.
        groups: Vec<(String, Vec<(Signal, usize)>)>,
    },
    /// Names and values.
    Facts {
        /// What they are about.
        title: &'static str,
        /// Name and value.
        facts: Vec<(&'static str, String)>,
    },
}

/// A main figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// What it is.
    pub(crate) name: &'static str,
    /// Large.
    pub(crate) value: String,
    /// Small, below it.
    pub(crate) remark: String,
}

/// A bar: how much of its whole is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    /// What it is.
    pub(crate) name: &'static str,
    /// The numbers it shows.
    pub(crate) value: String,
    /// From 0 to 10000 of its whole.
    pub(crate) filled: u32,
}
