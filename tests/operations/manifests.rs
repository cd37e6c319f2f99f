use std::collections::{BTreeMap, BTreeSet};

use jixiao_tests::System;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::command::{jixiao, plain, run};
use crate::flags::{commands, roles, shown, variables};
use crate::rendered::{DATABASE_URL, Workload, all, list, text};

/// The settings that a workload has in force: what `jixiao config` says with its variables, and no others.
fn settings(workload: Workload<'_>) -> BTreeMap<String, String> {
    shown(&run(jixiao(&["config"]).envs(workload.environment())).succeeded())
}

fn port_of(address: &str) -> Option<u64> {
    address.rsplit_once(':')?.1.parse().ok()
}

#[test]
fn the_arguments_are_commands_that_the_binary_knows() {
    let (commands, roles) = (commands(), roles());
    for rendered in all() {
        let mut served = BTreeSet::new();
        for workload in rendered.workloads() {
            match workload.arguments()[..] {
                ["migrate"] => assert!(commands.contains("migrate") && workload.resource["kind"] == "Job"),
                ["serve", role] => {
                    assert!(commands.contains("serve") && roles.contains(role), "{role}");
                    assert_eq!(workload.name(), format!("jixiao-{role}"));
                    served.insert(role.to_owned());
                }
                ref other => panic!("{}: {other:?}", workload.name()),
            }
        }
        served.insert("all".to_owned());
        assert_eq!(served, roles, "{}: each role has its Deployment", rendered.name);
    }
}

#[test]
fn the_variables_are_those_that_the_binary_knows() {
    let known = variables();
    for workload in all().iter().flat_map(|rendered| rendered.workloads()) {
        for name in workload.environment().keys() {
            assert!(known.contains(name), "{} sets {name}", workload.name());
        }
    }
}

#[test]
fn the_binary_accepts_the_variables_and_shows_what_each_says() {
    for workload in all().iter().flat_map(|rendered| rendered.workloads()) {
        let settings = settings(workload);
        for (variable, value) in workload.environment() {
            let key = variable.trim_start_matches("JIXIAO__").replace("__", ".").to_lowercase();
            let meant = if value == DATABASE_URL { value.replace("geheim", "***") } else { value };
            assert_eq!(settings.get(&key), Some(&meant), "{}: {variable}", workload.name());
        }
    }
}

#[test]
fn the_ports_are_those_that_the_binary_listens_on() {
    for workload in all().iter().flat_map(|rendered| rendered.deployments()) {
        let settings = settings(workload);
        assert_eq!(workload.port("grpc"), port_of(&settings["listen"]), "{}", workload.name());
        assert_eq!(workload.port("health"), port_of(&settings["health_listen"]), "{}", workload.name());
        for key in ["listen", "health_listen"] {
            assert!(settings[key].starts_with("0.0.0.0:"), "other pods and the kubelet must reach {key}");
        }
    }
}

#[test]
fn the_probes_ask_the_health_port() {
    for workload in all().iter().flat_map(|rendered| rendered.deployments()) {
        for (kind, probe) in workload.probes() {
            assert_eq!(probe["port"].as_u64(), workload.port("health"), "{kind} of {}", workload.name());
        }
    }
}

#[tokio::test]
async fn the_probes_ask_for_names_that_the_health_port_knows() {
    let mut system = System::all_on_sqlite();
    let mut health = HealthClient::new(plain(system.planning_server().health_address()));
    let deployments = all().iter().flat_map(|rendered| rendered.deployments());
    let probes = deployments.flat_map(|workload| workload.probes());
    let asked: BTreeSet<_> = probes.map(|(kind, probe)| (kind, text(&probe["service"]))).collect();

    for (kind, service) in &asked {
        let answer = health.check(HealthCheckRequest { service: (*service).to_owned() }).await.unwrap();
        assert_eq!(answer.into_inner().status(), ServingStatus::Serving, "{kind} asks for {service:?}");
    }
    let unknown = health.check(HealthCheckRequest { service: "livenes".to_owned() }).await.unwrap_err();

    assert_eq!(unknown.code(), tonic::Code::NotFound);
    let expected = [("livenessProbe", "liveness"), ("readinessProbe", ""), ("startupProbe", "liveness")];
    assert_eq!(asked, BTreeSet::from(expected));
}

#[test]
fn each_service_leads_to_the_api_port_of_one_deployment() {
    for rendered in all() {
        let services = rendered.of_kind("Service");
        assert_eq!(services.len(), 3, "{}", rendered.name);
        for service in services {
            let selector = service["spec"]["selector"].as_object().unwrap();
            let selected = rendered.workloads().into_iter().filter(|workload| {
                selector.iter().all(|(label, value)| &workload.pod()["metadata"]["labels"][label] == value)
            });
            let [deployment] = selected.collect::<Vec<_>>()[..] else {
                panic!("{} does not select one workload", service["metadata"]["name"]);
            };
            assert_eq!(text(&service["metadata"]["name"]), deployment.name());
            let port = &list(&service["spec"]["ports"])[0];
            assert_eq!(text(&port["targetPort"]), "grpc");
            assert_eq!(port["port"].as_u64(), port_of(&settings(deployment)["listen"]));
        }
    }
}

#[test]
fn each_upstream_is_a_service_and_its_port() {
    for rendered in all() {
        let services = rendered.of_kind("Service").into_iter().map(|service| {
            format!("{}:{}", text(&service["metadata"]["name"]), list(&service["spec"]["ports"])[0]["port"])
        });
        let services: BTreeSet<String> = services.collect();
        for deployment in rendered.deployments() {
            let settings = settings(deployment);
            let needed: &[&str] = match deployment.arguments()[1] {
                "results" => &["planning"],
                "scoring" => &["planning", "results"],
                _ => &[],
            };
            let upstreams = settings.iter().filter(|(key, _)| key.ends_with(".endpoint"));
            let named: Vec<_> = upstreams.map(|(key, _)| key.split('.').nth(1).unwrap_or_default()).collect();
            assert_eq!(named, needed, "{}", deployment.name());
            for upstream in needed {
                let (scheme, address) = settings[&format!("upstream.{upstream}.endpoint")].split_once("://").unwrap();
                assert!(services.contains(address) && address.starts_with(&format!("jixiao-{upstream}:")), "{address}");
                assert_eq!(scheme == "https", settings.contains_key("tls.cert"), "{}", deployment.name());
            }
        }
    }
}

#[test]
fn every_file_of_the_settings_is_mounted_and_where_there_is_no_tls_it_is_spelled_out() {
    let is_file =
        |key: &str| [".cert", ".key", "ca", ".grants", ".keys", ".token"].iter().any(|end| key.ends_with(end));
    for rendered in all() {
        for deployment in rendered.deployments() {
            let settings = settings(deployment);
            let volumes = list(&deployment.pod()["spec"]["volumes"]);
            let mounts = list(&deployment.container()["volumeMounts"]);
            let secure = rendered.name == "base";
            assert_eq!(settings["insecure"], (!secure).to_string(), "{}", deployment.name());
            assert_eq!(settings.contains_key("tls.client_ca"), secure, "callers need a certificate");
            assert_eq!(settings.contains_key("access.tokens.keys"), !secure, "or a token");
            let used = settings.iter().filter(|(key, _)| is_file(key)).map(|(key, path)| {
                let mount = mounts.iter().find(|mount| path.starts_with(&format!("{}/", text(&mount["mountPath"]))));
                text(&mount.unwrap_or_else(|| panic!("{key} is at {path}"))["name"])
            });
            let used: BTreeSet<_> = used.collect();
            assert_eq!(used, volumes.iter().map(|volume| text(&volume["name"])).collect(), "{}", deployment.name());
            assert_eq!(used, mounts.iter().map(|mount| text(&mount["name"])).collect(), "{}", deployment.name());
        }
    }
}

#[test]
fn the_table_of_grants_is_mounted_under_its_name_and_knows_every_service_that_asks_another() {
    for rendered in all() {
        let table: toml::Table = toml::from_str(&rendered.access()).unwrap();
        let principals = table["principals"].as_array().unwrap();
        for deployment in rendered.deployments() {
            assert_eq!(settings(deployment)["access.grants"], "/etc/jixiao/access/access.toml");
            let volumes = list(&deployment.pod()["spec"]["volumes"]);
            let volume = volumes.iter().find(|volume| volume["name"] == "access").unwrap();
            assert_eq!(volume["configMap"]["name"], rendered.access_map()["metadata"]["name"]);
            let (key, value) = match rendered.name {
                "base" => ("san", deployment.name()),
                _ => ("token", "services"),
            };
            let known =
                principals.iter().find(|principal| principal.get(key).and_then(|it| it.as_str()) == Some(value));
            let grant = &known.unwrap_or_else(|| panic!("nobody has the {key} {value}"))["grants"][0];
            assert_eq!((grant["role"].as_str(), grant["scope"].as_str()), (Some("service"), Some("*")));
        }
    }
}

#[test]
fn a_stop_has_more_time_than_drain_and_grace_take() {
    for deployment in all().iter().flat_map(|rendered| rendered.deployments()) {
        let settings = settings(deployment);
        let millis = |key: &str| settings[key].parse::<u64>().unwrap();
        let needed = millis("shutdown.drain_ms") + millis("shutdown.grace_ms");
        let given = deployment.pod()["spec"]["terminationGracePeriodSeconds"].as_u64().unwrap() * 1000;
        assert!(given > needed, "{}: {given} ms for {needed} ms", deployment.name());
        assert!(millis("shutdown.drain_ms") > 0, "load balancers need time to notice");
    }
}
