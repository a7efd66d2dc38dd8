// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkbench.h"

#include "findings/findingtable.h"

#include <QTest>

#include <algorithm>

using namespace helio;

CheckBench::CheckBench(const CheckPlan &plan)
    : check_(std::make_unique<StreamCheck>(plan))
{
    QObject::connect(check_.get(), &StreamCheck::finished, check_.get(), [this](const CheckReport &report) {
        report_ = report;
        took_ = std::chrono::milliseconds(clock_.elapsed());
        ended_ = true;
    });
    clock_.start();
    check_->start();
}

bool CheckBench::waitForEnd()
{
    return QTest::qWaitFor([this] { return ended_; }, 60'000);
}

QByteArray CheckBench::found() const
{
    QByteArrayList names;
    for (const Finding &finding : report_.findings)
        names.append(QByteArray(codeName(finding.code)) + " " + severityName(finding.severity));
    return names.join(", ");
}

QByteArray CheckBench::faults() const
{
    QByteArrayList names;
    for (const Finding &finding : report_.findings) {
        if (finding.severity != Severity::Note)
            names.append(codeName(finding.code));
    }
    return names.join(", ");
}

bool CheckBench::has(FindingCode code) const
{
    return std::any_of(report_.findings.begin(), report_.findings.end(),
                       [code](const Finding &finding) { return finding.code == code; });
}

QByteArray CheckBench::text() const
{
    QString text;
    for (const Finding &finding : report_.findings)
        text += QStringLiteral("%1: %2\n").arg(QString::fromLatin1(codeName(finding.code)), finding.words.english());
    return (text + QStringLiteral("late turns: %1").arg(report_.lateTurns)).toUtf8();
}

CheckPlan planFor(const QUrl &url, std::chrono::milliseconds watch)
{
    CheckPlan plan;
    plan.request.url = url;
    plan.watch = watch;
    return plan;
}
