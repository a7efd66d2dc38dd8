// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace helio {

/// How long something takes, for people, translated: `0.3 s`, `12 s`, `1 min 30 s`, `25 min`, `3 h 20 min`, `25 days`.
/// Less than none is none.
QString timeForPeople(std::chrono::milliseconds time);

} // namespace helio
