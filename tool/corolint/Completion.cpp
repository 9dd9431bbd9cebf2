// What a shell needs to complete our commands, made of the verbs and their flags.
#include "tool/corolint/Verbs.h"
#include "llvm/ADT/StringExtras.h"
#include <CLI/CLI.hpp>
#include <iostream>

namespace corolint::tool {

namespace {

/// A verb with its flags.
struct Described {
  const Verb *verb;
  std::vector<Flag> flags;
};

std::vector<Described> described() {
  std::vector<Described> result;
  for (const Verb &verb : allVerbs())
    // `lsp` hands its flags to clangd.
    if (*verb.purpose)
      result.push_back(
          {&verb, llvm::StringRef(verb.name) == "lsp" ? std::vector<Flag>() : flagsOf(verb)});
  return result;
}

/// In single quotes, for any of the shells.
std::string inQuotes(llvm::StringRef text) {
  std::string result = "'";
  for (const char c : text)
    result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string allNames(llvm::ArrayRef<Flag> flags) {
  std::vector<std::string> names;
  for (const Flag &flag : flags)
    names.insert(names.end(), flag.names.begin(), flag.names.end());
  return llvm::join(names, " ");
}

void printBash(llvm::ArrayRef<Described> verbs) {
  std::cout << "# corolint, for bash\n_corolint() {\n"
               "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
               "  local verb=${COMP_WORDS[1]} flags='' values=''\n"
               "  case $verb in\n";
  std::vector<std::string> names;
  for (const Described &one : verbs) {
    names.emplace_back(one.verb->name);
    std::cout << "  " << one.verb->name << ") flags=" << inQuotes(allNames(one.flags)) << " ;;\n";
  }
  std::cout << "  *) verb=check; flags=" << inQuotes(allNames(verbs.front().flags)) << " ;;\n"
            << "  esac\n"
               "  # `--flag=value` comes in three words.\n"
               "  [[ $word == = ]] && word='' || { [[ $before == = ]] && "
               "before=${COMP_WORDS[COMP_CWORD-2]}; }\n"
               "  case $verb:$before in\n";
  for (const Described &one : verbs)
    for (const Flag &flag : one.flags)
      if (!flag.values.empty())
        std::cout << "  " << one.verb->name << ":" << flag.names.back()
                  << ") values=" << inQuotes(llvm::join(flag.values, " ")) << " ;;\n";
  std::cout
      << "  esac\n"
         "  if [[ -n $values ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$word\")\n"
         "  elif [[ $word == -* ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$flags\" -- \"$word\")\n"
         "  else\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
         "    [[ $COMP_CWORD -eq 1 ]] && mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W "
      << inQuotes(llvm::join(names, " "))
      << " -- \"$word\")\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _corolint corolint\n";
}

/// `'(-j)-j[files at a time]:value:(a b)'`
std::string zshFlag(const Flag &flag, llvm::StringRef name) {
  std::string purpose;
  for (const char c : flag.purpose)
    purpose += (c == '[' || c == ']' || c == ':') ? std::string("\\") + c : std::string(1, c);
  std::string text = (name + (flag.takesValue && name.starts_with("--") ? "=" : "") + "[").str();
  text += purpose + "]";
  if (flag.takesValue)
    text += ":value:" + (flag.values.empty() ? std::string("_files")
                                             : "(" + llvm::join(flag.values, " ") + ")");
  return inQuotes(text);
}

void printZsh(llvm::ArrayRef<Described> verbs) {
  std::cout << "#compdef corolint\n_corolint() {\n  local -a verbs\n  verbs=(\n";
  for (const Described &one : verbs)
    std::cout << "    " << inQuotes(std::string(one.verb->name) + ":" + one.verb->purpose) << "\n";
  std::cout << "  )\n  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
               "    _describe verb verbs\n    _files\n    return\n  fi\n  case $words[2] in\n";
  for (const Described &one : llvm::reverse(verbs)) {
    // The verb that needs no name comes last.
    std::cout << "  " << (&one == &verbs.front() ? "*" : one.verb->name) << ") _arguments -s";
    for (const Flag &flag : one.flags)
      for (const std::string &name : flag.names)
        std::cout << " \\\n    " << zshFlag(flag, name);
    std::cout << " \\\n    '*:file:_files' ;;\n";
  }
  std::cout << "  esac\n}\n_corolint \"$@\"\n";
}

void printFish(llvm::ArrayRef<Described> verbs) {
  std::cout << "# corolint, for fish\n";
  std::string others;
  for (const Described &one : llvm::drop_begin(verbs))
    others += std::string(" ") + one.verb->name;
  for (const Described &one : verbs) {
    std::cout << "complete -c corolint -n __fish_use_subcommand -a " << one.verb->name << " -d "
              << inQuotes(one.verb->purpose) << "\n";
    const std::string condition =
        &one == &verbs.front() ? "not __fish_seen_subcommand_from" + others
                               : std::string("__fish_seen_subcommand_from ") + one.verb->name;
    for (const Flag &flag : one.flags) {
      std::cout << "complete -c corolint -n " << inQuotes(condition);
      for (const llvm::StringRef name : flag.names)
        std::cout << (name.starts_with("--") ? " -l " : " -s ") << name.ltrim('-').str();
      if (flag.takesValue)
        std::cout << " -r";
      if (!flag.values.empty())
        std::cout << " -f -a " << inQuotes(llvm::join(flag.values, " "));
      std::cout << " -d " << inQuotes(flag.purpose) << "\n";
    }
  }
}

/// For roff, in which a dash is a hyphen and a dot at a line's start a command.
std::string roff(llvm::StringRef text) {
  std::string result;
  for (const char c : text)
    result += c == '-' ? std::string("\\-") : c == '\\' ? std::string("\\e") : std::string(1, c);
  return llvm::StringRef(result).starts_with(".") ? "\\&" + result : result;
}

} // namespace

int runCompletion(const Arguments &arguments) {
  CLI::App app("Print what completes commands in a shell.", "corolint completion");
  std::string shell;
  app.add_option("SHELL", shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  const std::vector<Described> verbs = described();
  shell == "bash" ? printBash(verbs) : shell == "zsh" ? printZsh(verbs) : printFish(verbs);
  return Clean;
}

/// The manual page: for packages.
int runManual(const Arguments &arguments) {
  CLI::App app("Print the manual page.", "corolint manual");
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  std::cout
      << ".TH COROLINT 1 \"\" \"corolint " COROLINT_VERSION "\"\n"
         ".SH NAME\ncorolint \\- find error\\-handling and async mistakes in C++20 coroutines\n"
         ".SH SYNOPSIS\n.B corolint\n[\\fIVERB\\fR] [\\fIPATH\\fR...] [\\fB\\-p\\fR "
         "\\fIBUILD_DIR\\fR]... [\\fB\\-\\-\\fR \\fICOMPILER FLAGS\\fR]\n"
         ".SH DESCRIPTION\nAnalyses the files of a compilation database. Findings go to "
         "stdout, everything else to stderr.\n";
  for (const Described &one : described()) {
    std::cout << ".SH " << llvm::StringRef(one.verb->name).upper() << "\n"
              << roff(one.verb->purpose) << "\n";
    for (const Flag &flag : one.flags) {
      std::cout << ".TP\n.B " << roff(llvm::join(flag.names, ", ")) << "\n" << roff(flag.purpose);
      if (!flag.values.empty())
        std::cout << "\n.br\n" << roff("one of: " + llvm::join(flag.values, ", "));
      std::cout << "\n";
    }
  }
  std::cout << ".SH EXIT STATUS\n0 no finding, 1 findings, 2 bad usage or configuration, 3 a file "
               "could not be analysed.\n.SH SEE ALSO\n.BR corolint\\-clangd (1),\n.BR "
               "clang\\-tidy (1)\n";
  return Clean;
}

} // namespace corolint::tool
