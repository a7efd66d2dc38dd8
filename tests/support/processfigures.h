// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace helio::test {

/// What Linux reports of a process; 0 when there is no such process.
qint64 residentBytes(qint64 process);
qint64 openFiles(qint64 process);
/// User and system time since it started.
std::chrono::milliseconds cpuTime(qint64 process);
/// The same of the threads it has now, exactly.
std::chrono::nanoseconds threadTime(qint64 process);

} // namespace helio::test
