// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace helio {

/// Has the program speak the language that the environment asks for (the first of LC_ALL, LC_MESSAGES and LANG that is
/// set): Japanese, or English for all else. Needs the application object.
void useSystemLanguage();

} // namespace helio
