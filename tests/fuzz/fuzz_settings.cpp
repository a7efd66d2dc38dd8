// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "settings.h"
#include "tomldocument.h"

// The input is a configuration file: it is read, or refused in one line that names where; and a document that is
// changed in place is either not touched, or still TOML.

namespace {

using namespace helio;
using helio::fuzz::require;

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    if (input.contains("/dev/") || input.contains("/proc/"))
        return 0; // files without an end are not what is looked for
    const helio::fuzz::WorkBudget budget(size);
    Settings settings;
    const QString problem = settings.readText(input, QStringLiteral("/nowhere/hub.toml"));
    require(problem.isEmpty() || problem.contains(QStringLiteral("/nowhere/hub.toml")), "a problem that names no file");
    if (problem.isEmpty()) {
        settings.exposureProblem();
        settings.hubConfig();
    }
    TomlDocument document(input);
    if (!document.setEntries("anonymous", {{"publish", tomlList(QStringList{QStringLiteral("*")})}}))
        require(document.content() == input, "a change that failed changed something");
    if (!document.removeSection("token", 0) &&
        document.appendSection("token", {{"name", tomlString(QStringLiteral("a"))}}))
        require(document.content().contains("[[token]]"), "a section that was added is not there");
    return 0;
}
