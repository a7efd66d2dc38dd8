// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/severitylook.h"

#include <QCoreApplication>

namespace helio {

namespace {

struct SeverityLookText
{
    Q_DECLARE_TR_FUNCTIONS(helio::SeverityLook)
};

} // namespace

Tone severityTone(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return Tone::Failed;
    case Severity::Warning:
        return Tone::Waiting;
    case Severity::Note:
        return Tone::Idle;
    }
    return Tone::None;
}

QString severityShape(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return QStringLiteral("✕");
    case Severity::Warning:
        return QStringLiteral("▲");
    case Severity::Note:
        return QStringLiteral("○");
    }
    return {};
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return SeverityLookText::tr("error");
    case Severity::Warning:
        return SeverityLookText::tr("warning");
    case Severity::Note:
        return SeverityLookText::tr("note");
    }
    return {};
}

QString severityText(Severity severity)
{
    return severityShape(severity) + u' ' + severityWord(severity);
}

} // namespace helio
