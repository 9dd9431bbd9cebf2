#include "tool/output/Xml.h"
#include "tool/output/Characters.h"

namespace corolint::tool {

std::string xmlCharacters(llvm::StringRef text) {
  std::vector<char32_t> characters = charactersOf(text);
  for (char32_t &character : characters)
    if ((character < ' ' && character != '\n' && character != '\t' && character != '\r') ||
        character == 0xFFFE || character == 0xFFFF)
      character = 0xFFFD;
  return utf8Of(characters);
}

std::string xmlText(llvm::StringRef text) {
  std::string result;
  for (const char c : xmlCharacters(text))
    switch (c) {
    case '&':
      result += "&amp;";
      break;
    case '<':
      result += "&lt;";
      break;
    case '>': // for "]]>"
      result += "&gt;";
      break;
    case '"':
      result += "&quot;";
      break;
    case '\n': // an attribute would turn these into spaces
    case '\r':
    case '\t':
      result += "&#" + std::to_string(static_cast<int>(c)) + ";";
      break;
    default:
      result += c;
    }
  return result;
}

} // namespace corolint::tool
