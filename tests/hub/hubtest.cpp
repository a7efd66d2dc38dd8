// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubtest.h"

#include "hubbench.h"

#include <QTest>

namespace helio::test {

void HubTest::initTestCase_data()
{
    QTest::addColumn<HubBench::StoreKind>("storeKind");
    QTest::newRow("memory") << HubBench::StoreKind::Memory;
    QTest::newRow("sqlite") << HubBench::StoreKind::Sqlite;
    QTest::newRow("sqlite, little in memory") << HubBench::StoreKind::SqliteWithLittleMemory;
}

void HubTest::init()
{
    QFETCH_GLOBAL(HubBench::StoreKind, storeKind);
    HubBench::setPlainKind(storeKind);
}

} // namespace helio::test
