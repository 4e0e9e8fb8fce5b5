"""`cythonize`: what setup files call, with the arguments of Cython's function of this name.

In: patterns, paths, Extensions. Out: Extensions whose sources are C, with what the C compiler needs for them.
"""

import os
import sys

from krait.build import comments
from krait.build.modules import SOURCES, create_extension_list
from krait.build.translation import TranslationError, flags, option_words, translate_file

# Options of Cython's that change neither C nor build here: C files are always up to date, parts of C are not optional.
WITHOUT_EFFECT = {"cache", "timestamps", "verbose", "fast_fail", "generate_pxi", "capi_reexport_cincludes", "output_file",
                  "relative_path_in_code_position_comments", "c_line_in_traceback", "common_utility_include_dir",
                  "shared_utility_qualified_name", "formal_grammar", "emit_code_comments", "np_pythran",
                  "annotate_coverage_xml", "old_style_globals", "cplus", "create_extension", "evaluate_tree_assertions",
                  "legacy_implicit_noexcept", "compiler_directives", "errors_to_stderr", "use_listing_file", "quiet",
                  "embedded_metadata"}


def cythonize(module_list, exclude=None, nthreads=0, aliases=None, quiet=False, force=None, language=None,
              exclude_failures=False, show_all_warnings=False, **options):
    """Translates the sources of `module_list` to C and returns Extensions for setup(ext_modules=...).

    module_list: a pattern, a path, an Extension, or several. exclude: patterns of sources to leave out.
    options: include_path, compiler_directives, language_level, compile_time_env, build_dir (folder for the C files),
    gdb_debug and emit_linenums (C that debuggers relate to the source), and standalone=True: C that needs no file of
    Krait's, as in every `sdist` and under `krait as-cython`. exclude_failures leaves refused modules out instead of
    raising. nthreads is accepted: all is done in milliseconds. TypeError for an unknown option, TranslationError when a
    source was refused.
    """
    request = _Request(aliases, quiet, force, show_all_warnings, options)
    result, failed = [], []
    for extension in create_extension_list(module_list, exclude):
        if language:
            extension.language = language
        try:
            result.append(request.translate(extension))
        except TranslationError as error:
            failed.append(str(error))
    if failed and not exclude_failures:
        raise TranslationError(", ".join(failed))
    return result


class _Request:
    """The options of one call."""

    def __init__(self, aliases, quiet, force, show_all_warnings, options):
        self.aliases, self.quiet, self.force = aliases, quiet, force
        if force is None:
            self.force = os.environ.get("CYTHON_FORCE_REGEN") == "1"
        take = options.pop
        directives = default_directives()
        directives.update(take("compiler_directives", None) or {})
        level = take("language_level", None)
        if level is not None:
            directives["language_level"] = level
        self.build_dir = take("build_dir", None)
        self.standalone = take("standalone", "sdist" in sys.argv or os.environ.get("KRAIT_STANDALONE") == "1")
        lines = [take(name, False) for name in ("gdb_debug", "emit_linenums")]
        self.words = option_words(
            take("include_path", None) or (), directives, take("compile_time_env", None), any(lines),
            default_option("warning_errors"), show_all_warnings, take("annotate", default_option("annotate")))
        unknown = set(options) - WITHOUT_EFFECT
        if unknown:
            raise TypeError("cythonize() got an unexpected option: %s" % ", ".join(sorted(unknown)))

    def translate(self, extension):
        """The extension with C in the place of its source."""
        source = extension.sources[0] if extension.sources else ""
        if not source.endswith(SOURCES):
            return extension
        settings = comments.read_settings(source, self.aliases)
        extension.name = settings.pop("name", extension.name)
        output = os.path.splitext(source)[0] + ".c"
        if self.build_dir:
            output = os.path.join(self.build_dir, os.path.relpath(output) if os.path.isabs(output) else output)
        if not self.quiet:
            print("krait: %s" % source)
        files = translate_file(source, output, extension.name, self.words, self.standalone, self.force)
        extension.sources = [output] + extension.sources[1:]
        self._settle(extension, settings)
        for path in files[1:]:
            passed = comments.read_settings(path, self.aliases)
            self._settle(extension, {key: value for key, value in passed.items() if key in comments.PASSED_ON})
        extension.depends = _joined(extension.depends, files)
        if not self.standalone:
            _add_flags(extension)
        if self.build_dir:  # headers that the source means lie beside it
            extension.include_dirs = _joined(extension.include_dirs, [os.path.dirname(source) or "."])
        return extension

    @staticmethod
    def _settle(extension, settings):
        for key, value in settings.items():
            if key in comments.TEXTS:
                setattr(extension, key, getattr(extension, key, None) or value)
            else:
                setattr(extension, key, _joined(getattr(extension, key, None), value))


def _joined(old, new):
    """A list of its own: extensions made of one pattern share theirs."""
    old = list(old or [])
    return old + [value for value in new if value not in old]


def _add_flags(extension):
    compiling, linking, sources = flags()
    extension.extra_compile_args = _joined(extension.extra_compile_args, compiling)
    extension.extra_link_args = list(extension.extra_link_args or []) + linking
    extension.sources = extension.sources + sources


def _options_module():
    """Cython.Compiler.Options, where setup files set what holds for all calls; None when it is not ours or not there."""
    module = sys.modules.get("Cython.Compiler.Options")
    return module if getattr(module, "is_krait", False) else None


def default_directives():
    module = _options_module()
    return dict(module.get_directive_defaults()) if module else {}


def default_option(name):
    return bool(getattr(_options_module(), name, False))
