// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

#include <QString>

namespace helio::test {

/// Where files are made without a disk, where there is such a folder.
QString fastFolder();

/// A StoreFactory: in a file of its own each time, which goes with the program.
MadeStore makeStoreOnDisk(const HistoryLimits &limits, const Clock &clock);
/// The same; most of what is read is read from the file.
MadeStore makeStoreWithLittleMemory(HistoryLimits limits, const Clock &clock);

} // namespace helio::test
