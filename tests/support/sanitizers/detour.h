// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace helio::test {

/// Has every call of `function` go to `replacement`, those from within its own library among them: these are bound when
/// the library is linked, so that a function of the same name in the program does not catch them.
/// `function` is where the library has it, as dlsym() says. Returns what to call for the function as it was. To be
/// called before there is a second thread. Ends the program where the function begins with what it does not know.
void *detour(void *function, void *replacement);

} // namespace helio::test
