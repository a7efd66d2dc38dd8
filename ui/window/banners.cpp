// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/banners.h"

#include "event/pluralform.h"
#include "feed/hubcontrol.h"
#include "json/unseen.h"
#include "ui/events/eventtablemodel.h"
#include "ui/window/commands.h"

#include <QAction>
#include <QPushButton>

namespace helio {

HubFailedBanner::HubFailedBanner(HubControl &hub, Commands &commands, QWidget *parent)
    : Banner(QStringLiteral("hubFailed"), Tone::Failed, parent)
    , hub_(hub)
    , freePort_(addButton(QStringLiteral("useFreePort")))
    , tryAgain_(addButton(QStringLiteral("tryAgain")))
{
    connect(freePort_, &QPushButton::clicked, &commands, &Commands::useFreePort);
    connect(tryAgain_, &QPushButton::clicked, &hub, &HubControl::start);
    connect(&hub, &HubControl::stateChanged, this, &HubFailedBanner::showHub);
}

void HubFailedBanner::showHub()
{
    const bool hasFailed = hub_.state() == HubControl::State::Failed && !hub_.isFar();
    if (hasFailed)
        setText(tr("The hub could not start. %1").arg(hub_.problem()));
    setVisible(hasFailed);
}

void HubFailedBanner::retranslate()
{
    freePort_->setText(tr("Use a free port"));
    tryAgain_->setText(tr("Try again"));
    showHub();
}

SecretsNotKeptBanner::SecretsNotKeptBanner(QWidget *parent)
    : Banner(QStringLiteral("secretsNotKept"), Tone::Waiting, parent)
{}

void SecretsNotKeptBanner::report(What what, const QString &stream, const QString &problem)
{
    what_ = what;
    stream_ = stream;
    problem_ = problem;
    retranslate();
    show();
}

void SecretsNotKeptBanner::retranslate()
{
    if (what_ == What::TokenNotKept) {
        setText(
            tr("The system's keychain did not take the token of the hub at %1. It goes on with it, but it has to be "
               "given again at the next start. %2")
                .arg(visibleLine(stream_), visibleLine(problem_))
                .trimmed());
        return;
    }
    const QString text =
        what_ == What::NotKept
            ? tr("The system's keychain did not take the secrets of %1. The stream goes on with them, but they have to "
                 "be written again after the next start. %2")
            : tr("The system's keychain did not remove the secrets of %1: they are still there, under the name "
                 "heliograph. Remove them there. %2");
    setText(text.arg(visibleLine(stream_), visibleLine(problem_)).trimmed());
}

ClearedBanner::ClearedBanner(EventTableModel &events, QAction &undo, QWidget *parent)
    : UndoBanner(QStringLiteral("eventsCleared"), QStringLiteral("undoClearButton"), parent)
{
    connect(this, &UndoBanner::undoRequested, &undo, &QAction::trigger);
    connect(&events, &EventTableModel::cleared, this, [this](quint64 count) {
        count_ = count;
        offer();
    });
    connect(&events, &EventTableModel::canUndoClearChanged, this, [this](bool can) {
        if (!can)
            hide();
    });
    retranslate();
}

void ClearedBanner::retranslate()
{
    undo().setText(tr("Undo clear"));
    setText(tr("%Ln event(s) cleared.", nullptr, pluralCount(count_)));
}

} // namespace helio
