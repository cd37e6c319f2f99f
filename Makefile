# Every target says in one line what it does; `make` alone lists them.

.DEFAULT_GOAL := help
.PHONY: help run test load look fmt lint proto-lint manifests tools postgres bench bench-setup fuzz clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start Jixiao on 127.0.0.1 with SQLite and run the demo (PORT=50051)
	@scripts/run.sh

test: tools ## Run every check and every test, on SQLite and PostgreSQL
	cargo fmt --all --check
	$(MAKE) --no-print-directory proto-lint
	$(MAKE) --no-print-directory manifests
	$(MAKE) --no-print-directory postgres
	$(MAKE) --no-print-directory lint
	cargo build -p jixiao
	cargo test --workspace

load: tools ## Drive a running server with grpcurl (ADDRESS=127.0.0.1:50051 WORKERS=4 CALLS=25)
	@tests/load/load.sh

look: ## Turn the forms of the demo into pictures, with Chromium and LibreOffice (PICTURES=1: for the README)
	@scripts/look.sh

fmt: tools ## Format Rust and protos in place
	cargo fmt --all
	.venv/bin/buf format --write proto

lint: ## Run clippy with warnings denied
	cargo clippy --workspace --all-targets -- -D warnings

proto-lint: tools ## Check style and format of the protos
	.venv/bin/buf lint proto
	.venv/bin/buf format --diff --exit-code proto

manifests: tools ## Render and validate the Kubernetes manifests
	@scripts/manifests.sh

tools: ## Make .venv with the tools of requirements-tools.txt, where it is not there
	@scripts/venv.sh

postgres: ## Check that the tests find a PostgreSQL server; as root on Debian, install it
	@scripts/postgres.sh

bench: ## Measure it beside limits and peers (READING=1: also how tables are read; PEERS=1: that by Python too)
	@scripts/bench.sh

bench-setup: ## Install what Jixiao is compared with: peers in Python and Node, valgrind, PostgreSQL
	@scripts/bench-setup.sh

fuzz: ## Run the targets of fuzz/ with libFuzzer, on a nightly compiler (FUZZ_SECONDS=60 each)
	@scripts/fuzz.sh

clean: ## Remove what was built and the local data
	cargo clean
	rm -rf data .venv
