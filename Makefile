# Makefile: builds, tests and installs Krait. `make help` lists the targets.
#
# Everything is found by globbing: a new compiler/FOLDER/FILE.c or tests/unit/NAME.c needs no edit here.
# Objects go to build/MODE/ (release, debug, asan, ubsan, tsan), so that modes coexist; the release
# results are build/krait, build/libkrait.so and build/rt. Variables to set: CC, PYTHON, MODE, WERROR, PREFIX; V=1 shows commands.

MODE ?= release
PREFIX ?= /usr/local
ifeq ($(origin CC),default)
CC := gcc
endif
# Our own checkouts stop at warnings; users who build an archive with another compiler do not.
WERROR ?= $(if $(wildcard .git),1,)
JOBS ?= 2
comma := ,

# The interpreter to build for and to test with; asked only when a recipe needs it.
PYTHON = $(eval PYTHON := $$(shell tools/find_python))$(PYTHON)
PYTHON_TAG = $(eval PYTHON_TAG := $$(shell $$(PYTHON) tools/python_info.py tag))$(PYTHON_TAG)
PYTHON_INCLUDE = $(eval PYTHON_INCLUDE := $$(shell $$(PYTHON) tools/python_info.py include))$(PYTHON_INCLUDE)

Q := $(if $(V),,@)
BUILD := build/$(MODE)
BIN := $(if $(filter release,$(MODE)),build,$(BUILD))
RT := $(BIN)/rt

# ---- flags ------------------------------------------------------------------------------------------
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef -Wswitch-enum -Wmissing-prototypes \
    -Wstrict-prototypes -Wvla -Wimplicit-fallthrough $(if $(WERROR),-Werror)
CPPFLAGS_ALL := -Icompiler -Iinclude -D_XOPEN_SOURCE=700 $(CPPFLAGS)
MODE_release := -O2
MODE_debug := -O0 -DKRAIT_VERIFY
MODE_asan := -O1 -fsanitize=address -fno-omit-frame-pointer -DKRAIT_HOSTILE -DKRAIT_VERIFY
MODE_ubsan := -O1 -fsanitize=undefined -fno-sanitize-recover=all -DKRAIT_VERIFY
MODE_tsan := -O1 -fsanitize=thread -DKRAIT_VERIFY
CFLAGS_ALL := -std=c11 -g -fPIC -fvisibility=hidden $(MODE_$(MODE)) $(CFLAGS)
LDFLAGS_ALL := $(filter -fsanitize=%,$(MODE_$(MODE))) $(LDFLAGS)
LIBS := -ltree-sitter -ldl -lpthread -lm
ARCHIVES = -Wl,--start-group $(BUILD)/libkrait.a $(LIBTCC) -Wl,--end-group

# ---- files ------------------------------------------------------------------------------------------
MAIN := compiler/driver/main.c
SOURCES := $(filter-out $(MAIN),$(wildcard compiler/*/*.c))
GRAMMAR := $(wildcard grammar/src/parser.c grammar/src/scanner.c)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(GRAMMAR:%.c=$(BUILD)/%.o)
UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*_test.c))
TEST_TOOLS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(filter-out %_test.c tests/unit/rt_%,$(wildcard tests/unit/*.c)))
LIBTCC := build/libtcc_pic.a
RUNTIME := $(wildcard runtime/src/*.c runtime/kr/*.h runtime/prelude/*)

# Files that change when the list of objects or the flags do, so that what depends on them is made again.
define remember
$(if $(filter-out $(file <$(BUILD)/$(1)),$(2))$(filter-out $(2),$(file <$(BUILD)/$(1))),\
    $(shell mkdir -p $(BUILD))$(file >$(BUILD)/$(1),$(2)))
endef
$(call remember,objects,$(OBJECTS))
$(call remember,flags,$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL))

.PHONY: all build runtime deps unit suite-asan suite-ubsan suite-valgrind test-programs check check-all lint asan ubsan tsan fuzz valgrind snap fmt install \
    bench demo grammar conformance cpython-tests stdlib-tests stdlib-compile projects clean help
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:

all: build runtime compile_commands.json ## the compiler, its library, the runtime for PYTHON
build: $(BIN)/krait $(BIN)/libkrait.so ## the compiler alone: build/krait, build/libkrait.so

help: ## this list
	@sed -n 's/^\([a-z -]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 16

$(BUILD)/compiler/%.o: compiler/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC    $<")
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(WARN) -MMD -MP -c -o $@ $<

# What the grammar's generator and tree-sitter's headers look like is not ours to judge.
$(BUILD)/grammar/%.o: grammar/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC    $<")
	$(Q)$(CC) $(CFLAGS_ALL) -O2 -w -MMD -MP -c -o $@ $<

$(BUILD)/libkrait.a: $(OBJECTS) $(BUILD)/objects
	@rm -f $@
	$(Q)ar rcs $@ $(OBJECTS)

# Debian's libtcc.a is not position independent where it uses data of the C library, and it exits when
# memory runs out. The renamed symbols are in compiler/driver/jit_shim.c.
$(LIBTCC): $(firstword $(wildcard /usr/lib/*/libtcc.a /usr/lib/libtcc.a))
	@mkdir -p $(@D)
	$(Q)objcopy $(foreach s,stdin stdout stderr environ mprotect exit,--redefine-sym $(s)=kr_tcc_$(s)) $< $@

$(BIN)/krait: $(BUILD)/compiler/driver/main.o $(BUILD)/libkrait.a $(LIBTCC)
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $< $(ARCHIVES) $(LIBS)

$(BIN)/libkrait.so: $(OBJECTS) $(LIBTCC) $(BUILD)/objects
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) -shared $(LDFLAGS_ALL) -Wl,--exclude-libs,ALL $(if $(filter asan tsan ubsan,$(MODE)),,-Wl$(comma)-z$(comma)defs) -o $@ \
	    $(OBJECTS) $(LIBTCC) $(LIBS)

# ---- the runtime, once per interpreter ------------------------------------------------------------------
runtime: ## what compiled modules need, for PYTHON: build/rt/TAG/, or build/MODE/rt/TAG/
	@$(MAKE) --no-print-directory $(addprefix $(RT)/$(PYTHON_TAG)/,libkrait_rt.a libkrait_rt.so prelude.h)

RT_CC = $(CC) -std=c11 $(if $(filter release,$(MODE)),-O2 -DNDEBUG,-g $(filter -O% -f%,$(MODE_$(MODE)))) -fPIC -ffunction-sections -fwrapv -fno-strict-aliasing $(WARN) -Iruntime -isystem $(PYTHON_INCLUDE)

$(RT)/%/libkrait_rt.a: $(RUNTIME) # part of every module: frame pointers take less space than unwind tables
	@mkdir -p $(@D)
	$(if $(V),,@echo "  RT    $@")
	$(Q)$(RT_CC) -fno-plt -fno-asynchronous-unwind-tables -fno-omit-frame-pointer -fvisibility=hidden -ffunction-sections -fdata-sections -c -o $(@D)/krait_rt.o runtime/src/krait_rt.c
	$(Q)rm -f $@ && ar rcs $@ $(@D)/krait_rt.o

$(RT)/%/libkrait_rt.so: $(RUNTIME)
	@mkdir -p $(@D)
	$(if $(V),,@echo "  RT    $@")
	$(Q)$(RT_CC) -DKR_SHARED -fvisibility=hidden -shared $(LDFLAGS_ALL) -o $@ runtime/src/krait_rt.c -lm -lpthread

$(RT)/%/prelude.h: $(RUNTIME) $(wildcard compiler/ir/prims/*.def compiler/emit/*.c)
	@mkdir -p $(@D)
	$(if $(V),,@echo "  RT    $@")
	$(Q)$(PYTHON) runtime/prelude/make_prelude.py --cc "$(CC)" -o $@

# ---- tests ------------------------------------------------------------------------------------------
$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libkrait.a $(LIBTCC)
	@mkdir -p $(@D)
	$(if $(V),,@echo "  TEST  $<")
	$(Q)$(CC) $(CPPFLAGS_ALL) -Itests/unit $(CFLAGS_ALL) $(WARN) -MMD -MP $(LDFLAGS_ALL) -o $@ $< \
	    $(ARCHIVES) $(LIBS)

RUN_TESTS = $(PYTHON) tests/run_tests.py --mode $(MODE) --build $(BIN) --jobs $(JOBS)

test-programs: $(UNIT_TESTS) $(TEST_TOOLS)
unit: $(UNIT_TESTS) ## the C unit tests only
	$(RUN_TESTS) --kinds unit
check check-all: WANTED = tcc
check: deps ## build and run the tests (under 5 minutes on 2 cores)
	@$(MAKE) --no-print-directory WERROR=1 all test-programs
	@test -z "$$CI" || test -d "$(SUITE)" || tools/fetch_suite "$(PYTHON)" "$(SUITE_CACHE)" || echo "no conformance sample"
	@$(RUN_TESTS)
check-all: deps ## every test there is, and 60 s of fuzzing
	@$(MAKE) --no-print-directory WERROR=1 all test-programs
	@$(MAKE) --no-print-directory MODE=asan WERROR=1 build test-programs
	@$(RUN_TESTS) --all
lint: ## rules of the house: tools/lint.py
	@$(MAKE) --no-print-directory WERROR=1 build && $(PYTHON) tools/lint.py --build $(BUILD)
asan ubsan tsan: ## the tests under a sanitizer
	@$(MAKE) --no-print-directory MODE=$@ all test-programs sanitized-tests
sanitized-tests: all test-programs
	@$(RUN_TESTS)
fuzz: ## fuzz for a while: T=source|ir|c|tcc|diff TIME=seconds SEED=n; docs/contributing/testing.md
	@tools/fuzz "$(MAKE)" "$(PYTHON)" "$(CC)" $(or $(T),source) $(or $(TIME),60) $(SEED)
valgrind: all ## the run tests and the compiler under memcheck (half an hour): ONLY=RE; PYTHON 3.12 or later sees most
	$(PYTHON) tests/suites/memcheck.py --krait $(BIN)/krait --jobs $(JOBS) --only '$(ONLY)' --suite '$(SUITE)'
snap: test-programs build ## rewrite the expected files of golden and IR tests
	@$(RUN_TESTS) --snap --kinds golden,ir
CONFORM ?= $(firstword $(wildcard ../shared/conformance/conform.py ../../shared/conformance/conform.py))
SUITE_CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/krait
SUITE ?= $(SUITE_CACHE)/cython-3.3.0/tests
CONFORM_CC ?= tcc
conformance: all ## the Cython 3.3.0 suite, fetched with pip: SUITE=its tests folder, CONFORM_CC=gcc, CONFORM_ARGS='--only RE'
	@test -d "$(SUITE)" || tools/fetch_suite "$(PYTHON)" "$(SUITE_CACHE)"
	$(PYTHON) $(CONFORM) $(SUITE) --reference $(dir $(CONFORM))reference-3.3.0.txt --jobs $(JOBS) \
	    --json build/conformance.json $(CONFORM_ARGS) \
	    --compile '$(CURDIR)/tools/conform_build $(CURDIR)/$(BIN)/krait {src} -o {out} --cc $(CONFORM_CC) {includes} {cplus} {extra}'
suite-asan suite-ubsan suite-valgrind: ## the Cython 3.3.0 suite under a sanitizer or memcheck (hours): SUITE=its tests folder, CONFORM_ARGS='--cc tcc --only RE'
	@$(MAKE) --no-print-directory MODE=$(patsubst valgrind,release,$(@:suite-%=%)) all
	$(PYTHON) tests/suites/sanitized_suite.py $(SUITE) --conform $(CONFORM) --mode $(@:suite-%=%) --jobs $(JOBS) $(CONFORM_ARGS)
cpython-tests stdlib-tests stdlib-compile: all ## CPython's tests compiled; on compiled modules; all modules to C: ONLY=RE
	$(PYTHON) tests/suites/cpython_suite.py $@ --krait $(BIN)/krait --jobs $(JOBS) --only '$(ONLY)'
projects: all ## real projects from PyPI, compiled and tested, beside Cython: ONLY=RE (network)
	$(PYTHON) tests/suites/projects.py $(SUITE_CACHE)/projects --krait $(BIN)/krait --only '$(ONLY)'

# ---- the rest -----------------------------------------------------------------------------------------
deps: ## installs what is missing (Debian), or lists it
	@CC="$(CC)" tools/deps $(WANTED)
demo: deps ## compile and time the samples
	@$(MAKE) --no-print-directory all && $(PYTHON) samples/demo.py build/demo
bench: all ## figures against hand-written C, the interpreter and peers
	@$(PYTHON) bench/run.py build && $(PYTHON) bench/programs.py build && $(PYTHON) bench/features.py build
fmt: ## format the C sources (clang-format)
	clang-format -i $$(git ls-files '*.c' '*.h' ':!grammar/src/*.c')
grammar: ## regenerate grammar/src from grammar.js (tree-sitter-cli)
	@tools/make_grammar
install: all ## to PREFIX
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin lib include/krait share/krait/rt)
	install -m 755 build/krait $(DESTDIR)$(PREFIX)/bin/krait
	install -m 755 build/libkrait.so $(DESTDIR)$(PREFIX)/lib/libkrait.so
	install -m 644 include/krait/krait.h $(DESTDIR)$(PREFIX)/include/krait/krait.h
	tools/install_tree runtime $(DESTDIR)$(PREFIX)/share/krait/runtime
	tools/install_tree python $(DESTDIR)$(PREFIX)/share/krait/python
	tools/install_tree include/pxd $(DESTDIR)$(PREFIX)/share/krait/pxd
	tools/install_tree build/rt $(DESTDIR)$(PREFIX)/share/krait/rt
compile_commands.json: Makefile $(wildcard compiler/*)
	@$(PYTHON) tools/compile_commands.py "$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(WARN)" $(MAIN) $(SOURCES) > $@
clean: ## remove what was built
	rm -rf build compile_commands.json

-include $(OBJECTS:.o=.d) $(BUILD)/compiler/driver/main.d $(UNIT_TESTS:=.d) $(TEST_TOOLS:=.d)
