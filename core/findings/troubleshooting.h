// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace helio {

/// docs/troubleshooting.md, made from the findings' table and that of intermediaries.
QByteArray troubleshootingDocument();

} // namespace helio
