// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/troubleshooting.h"

#include <cstdio>

/// Prints the document that is made from the findings' table.
int main()
{
    const QByteArray document = helio::troubleshootingDocument();
    return std::fwrite(document.constData(), 1, size_t(document.size()), stdout) == size_t(document.size()) ? 0 : 1;
}
