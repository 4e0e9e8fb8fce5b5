"""The setuptools command `build_ext` that translates sources which are not C yet: setup(cmdclass={"build_ext": build_ext})."""

try:  # setuptools itself may be on its way to this module
    from setuptools.command.build_ext import build_ext as _build_ext
except ImportError:
    from distutils.command.build_ext import build_ext as _build_ext

from krait.build.cythonized import cythonize


class build_ext(_build_ext):
    """Takes the options of Cython's command too."""

    user_options = _build_ext.user_options + [
        ("cython-include-dirs=", None, "path of declaration files"),
        ("cython-directives=", None, "compiler directives"),
        ("cython-line-directives", None, "relate the C to the source for debuggers"),
        ("cython-gdb", None, "the same"),
        ("cython-c-in-temp", None, "put the C files into the temporary folder"),
    ]
    boolean_options = _build_ext.boolean_options + ["cython-line-directives", "cython-gdb", "cython-c-in-temp"]

    def initialize_options(self):
        super().initialize_options()
        self.cython_include_dirs = self.cython_directives = None
        self.cython_line_directives = self.cython_gdb = self.cython_c_in_temp = 0

    def finalize_options(self):
        super().finalize_options()
        folders = self.cython_include_dirs or []
        self.cython_include_dirs = folders.split(":") if isinstance(folders, str) else folders
        directives = self.cython_directives or {}
        if isinstance(directives, str):
            directives = dict(word.split("=", 1) for word in directives.split(","))
        self.cython_directives = directives

    def cython_sources(self, sources, extension):
        """The sources with C in the place of ours; what that C needs is put into the extension."""
        extension.sources = list(sources)
        directives = {**self.cython_directives, **getattr(extension, "cython_directives", {})}
        done = cythonize(
            [extension], force=self.force, quiet=not self.verbose, compiler_directives=directives,
            include_path=[*self.cython_include_dirs, *getattr(extension, "cython_include_dirs", [])],
            emit_linenums=bool(self.cython_line_directives or self.cython_gdb),
            build_dir=self.build_temp if self.cython_c_in_temp else None)
        extension.__dict__.update(done[0].__dict__)
        return extension.sources

    def build_extension(self, ext):
        """As setuptools does, after translation."""
        self.cython_sources(ext.sources, ext)
        super().build_extension(ext)
