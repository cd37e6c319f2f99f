//! The Kubernetes manifests as kustomize renders them.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{root, run, tool};

const TO_JSON: &str = "import json, sys, yaml; json.dump(list(yaml.safe_load_all(open(sys.argv[1]))), sys.stdout)";

/// What a secret value is here.
pub(crate) const DATABASE_URL: &str = "postgres://jixiao:geheim@postgres.example/jixiao?sslmode=verify-full";

/// A kustomization, rendered.
#[derive(Debug)]
pub(crate) struct Rendered {
    pub(crate) name: &'static str,
    resources: Vec<Value>,
}

/// The base and the overlay. Rendering validates them too.
pub(crate) fn all() -> &'static [Rendered] {
    static ALL: OnceLock<Vec<Rendered>> = OnceLock::new();
    ALL.get_or_init(|| {
        let python = tool("python");
        let folder = TempDir::new().unwrap();
        run(Command::new(root().join("scripts/manifests.sh")).arg(folder.path())).succeeded();
        let read = |name| {
            let file = folder.path().join(format!("{name}.yaml"));
            let json = run(Command::new(&python).args(["-c", TO_JSON]).arg(file)).succeeded();
            Rendered { name, resources: serde_json::from_str(&json).unwrap() }
        };
        vec![read("base"), read("overlays-insecure-demo")]
    })
}

impl Rendered {
    pub(crate) fn of_kind(&self, kind: &str) -> Vec<&Value> {
        self.resources.iter().filter(|resource| resource["kind"] == kind).collect()
    }

    /// What runs the binary: the Deployments and the Job.
    pub(crate) fn workloads(&self) -> Vec<Workload<'_>> {
        let workloads: Vec<_> = [self.of_kind("Deployment"), self.of_kind("Job")].concat();
        assert_eq!(workloads.len(), 4, "three roles and the migration");
        workloads.into_iter().map(|resource| Workload { rendered: self, resource }).collect()
    }

    /// The roles' Deployments.
    pub(crate) fn deployments(&self) -> Vec<Workload<'_>> {
        self.workloads().into_iter().filter(|it| it.resource["kind"] == "Deployment").collect()
    }

    /// The ConfigMap of the table of grants.
    pub(crate) fn access_map(&self) -> &Value {
        let mut maps = self.of_kind("ConfigMap").into_iter().filter(|map| map["data"]["access.toml"].is_string());
        let map = maps.next().unwrap_or_else(|| panic!("{} has no table of grants", self.name));
        assert_eq!(maps.next(), None, "{} has two", self.name);
        map
    }

    /// The table of grants.
    pub(crate) fn access(&self) -> String {
        text(&self.access_map()["data"]["access.toml"]).to_owned()
    }

    /// The variables of a ConfigMap.
    fn config_map(&self, name: &Value) -> BTreeMap<String, String> {
        let map = self.of_kind("ConfigMap").into_iter().find(|map| &map["metadata"]["name"] == name);
        let data = map.unwrap_or_else(|| panic!("there is no ConfigMap {name}"))["data"].as_object().unwrap();
        data.iter().map(|(key, value)| (key.clone(), value.as_str().unwrap().to_owned())).collect()
    }
}

/// Something that runs one container of the binary.
#[derive(Clone, Copy)]
pub(crate) struct Workload<'a> {
    rendered: &'a Rendered,
    pub(crate) resource: &'a Value,
}

impl<'a> Workload<'a> {
    pub(crate) fn name(&self) -> &'a str {
        text(&self.resource["metadata"]["name"])
    }

    pub(crate) fn pod(&self) -> &'a Value {
        &self.resource["spec"]["template"]
    }

    pub(crate) fn container(&self) -> &'a Value {
        let containers = list(&self.pod()["spec"]["containers"]);
        assert_eq!(containers.len(), 1, "{}", self.name());
        &containers[0]
    }

    pub(crate) fn arguments(&self) -> Vec<&'a str> {
        list(&self.container()["args"]).iter().map(text).collect()
    }

    /// The environment of the container, with a sample for the secret.
    pub(crate) fn environment(&self) -> BTreeMap<String, String> {
        let mut environment = BTreeMap::new();
        for source in list(&self.container()["envFrom"]) {
            environment.extend(self.rendered.config_map(&source["configMapRef"]["name"]));
        }
        for variable in list(&self.container()["env"]) {
            let value = variable["value"].as_str().unwrap_or_else(|| {
                let secret = &variable["valueFrom"]["secretKeyRef"];
                assert_eq!((text(&secret["name"]), text(&secret["key"])), ("jixiao-database", "url"));
                DATABASE_URL
            });
            environment.insert(text(&variable["name"]).to_owned(), value.to_owned());
        }
        environment
    }

    /// The number of a port by its name.
    pub(crate) fn port(&self, name: &str) -> Option<u64> {
        let ports = list(&self.container()["ports"]);
        ports.iter().find(|port| port["name"] == name).and_then(|port| port["containerPort"].as_u64())
    }

    /// The probes by their kind.
    pub(crate) fn probes(&self) -> Vec<(&'static str, &'a Value)> {
        ["startupProbe", "readinessProbe", "livenessProbe"].map(|kind| (kind, &self.container()[kind]["grpc"])).into()
    }
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// The elements of a list, which may be absent.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
