// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace helio::test {

/// A test over hubs with history of each kind: each of its functions runs once for each of them, and benches that ask
/// for no kind have it.
class HubTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void init();
};

} // namespace helio::test
