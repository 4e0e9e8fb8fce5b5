# Makefile: builds, tests and installs Krait. `make help` lists the targets.
#
# Everything is found by globbing: a new compiler/FOLDER/FILE.c or tests/unit/NAME.c needs no edit here.
# Objects go to build/MODE/ (release, debug, asan, ubsan, tsan), so that modes coexist; the release
# results are build/krait and build/libkrait.so. Variables to set: CC, PYTHON, MODE, WERROR, PREFIX; V=1 shows commands.

MODE ?= release
PREFIX ?= /usr/local
ifeq ($(origin CC),default)
CC := gcc
endif
# Our own checkouts stop at warnings; users who build an archive with another compiler do not.
WERROR ?= $(if $(wildcard .git),1,)
JOBS ?= 2

# The interpreter to build for and to test with; asked only when a recipe needs it.
PYTHON = $(eval PYTHON := $$(shell tools/find_python))$(PYTHON)
PYTHON_TAG = $(eval PYTHON_TAG := $$(shell $$(PYTHON) tools/python_info.py tag))$(PYTHON_TAG)
PYTHON_INCLUDE = $(eval PYTHON_INCLUDE := $$(shell $$(PYTHON) tools/python_info.py include))$(PYTHON_INCLUDE)

Q := $(if $(V),,@)

BUILD := build/$(MODE)
BIN := $(if $(filter release,$(MODE)),build,$(BUILD))
RT := build/rt

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

# ---- files ------------------------------------------------------------------------------------------
MAIN := compiler/driver/main.c
SOURCES := $(filter-out $(MAIN),$(wildcard compiler/*/*.c))
GRAMMAR := $(wildcard grammar/src/parser.c grammar/src/scanner.c)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(GRAMMAR:%.c=$(BUILD)/%.o)
UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*_test.c))
LIBTCC := build/libtcc_pic.a

.PHONY: all build check check-all lint deps asan ubsan tsan fuzz snap fmt install bench demo grammar \
    conformance unit runtime help clean
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:

all: build runtime compile_commands.json ## the compiler, its library and the runtime for $(PYTHON)
build: $(BIN)/krait $(BIN)/libkrait.so

$(BUILD)/compiler/%.o: compiler/%.c
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC    $<")
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(WARN) -MMD -MP -c -o $@ $<

# What the grammar's generator and tree-sitter's headers look like is not ours to judge.
$(BUILD)/grammar/%.o: grammar/%.c
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC    $<")
	$(Q)$(CC) $(CFLAGS_ALL) -O2 -w -MMD -MP -c -o $@ $<

$(BUILD)/libkrait.a: $(OBJECTS)
	@rm -f $@
	$(Q)ar rcs $@ $^

# Debian's libtcc.a is not position independent where it uses data of the C library, and it exits when
# memory runs out. The renamed symbols are in compiler/driver/jit_shim.c.
$(LIBTCC): $(firstword $(wildcard /usr/lib/*/libtcc.a /usr/lib/libtcc.a))
	@mkdir -p $(@D)
	$(Q)objcopy $(foreach s,stdin stdout stderr environ mprotect exit,--redefine-sym $(s)=kr_tcc_$(s)) $< $@

$(BIN)/krait: $(BUILD)/compiler/driver/main.o $(BUILD)/libkrait.a $(LIBTCC)
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

$(BIN)/libkrait.so: $(OBJECTS) $(LIBTCC)
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) -shared $(LDFLAGS_ALL) -Wl,--exclude-libs,ALL -Wl,-z,defs -o $@ $^ $(LIBS)

# ---- tests ------------------------------------------------------------------------------------------
$(BUILD)/unit/%: tests/unit/%.c tests/unit/unit.h $(BUILD)/libkrait.a $(LIBTCC)
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC    $<")
	$(Q)$(CC) $(CPPFLAGS_ALL) -Itests/unit $(CFLAGS_ALL) $(WARN) -MMD -MP $(LDFLAGS_ALL) -o $@ $< \
	    $(BUILD)/libkrait.a $(LIBTCC) $(LIBS)

unit: $(UNIT_TESTS) ## the C unit tests
	@set -e; for test in $^; do echo "== $$test"; $$test; done

-include $(OBJECTS:.o=.d) $(BUILD)/compiler/driver/main.d $(UNIT_TESTS:=.d)
