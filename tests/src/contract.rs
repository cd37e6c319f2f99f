//! The contract as the descriptors tell it.

use prost::Message;
use prost_types::FileDescriptorSet;

/// An rpc of one of the three services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rpc {
    /// Full name of its service, such as `jixiao.planning.v1.PlanningService`.
    pub service: String,
    /// Its name, which no other rpc has.
    pub name: String,
}

impl Rpc {
    /// The rpc of that name.
    ///
    /// # Panics
    ///
    /// Where there is none, or more than one.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let mut found = Self::all().into_iter().filter(|rpc| rpc.name == name);
        let rpc = found.next().unwrap_or_else(|| panic!("there is no rpc {name}"));
        assert_eq!(found.next(), None, "two services have an rpc {name}");
        rpc
    }

    /// Every rpc of the descriptors, in their order.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for file in descriptors().file {
            for service in &file.service {
                let full = format!("{}.{}", file.package(), service.name());
                all.extend(service.method.iter().map(|m| Self { service: full.clone(), name: m.name().to_owned() }));
            }
        }
        all
    }

    /// `/{service}/{name}`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}/{}", self.service, self.name)
    }
}

/// The descriptors that reflection serves, with comments.
#[must_use]
pub fn descriptors() -> FileDescriptorSet {
    FileDescriptorSet::decode(jixiao_proto::DESCRIPTORS).unwrap()
}
