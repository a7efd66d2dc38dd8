// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filterbar.h"

#include "event/pluralform.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/events/eventtablemodel.h"
#include "ui/events/filter/filtersuggestion.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace helio {

FilterBar::FilterBar(EventTableModel &events, QWidget *parent)
    : FilterField(QStringLiteral("filter"), parent)
    , events_(events)
    , selection_(new QToolButton)
    , suggestion_(new QToolButton)
    , muted_(new QToolButton)
    , mutedMenu_(new QMenu(this))
{
    selection_->setObjectName(QStringLiteral("filterSelection"));
    suggestion_->setObjectName(QStringLiteral("filterSuggestion"));
    suggestion_->setAutoRaise(true);
    muted_->setObjectName(QStringLiteral("mutedChannels"));
    muted_->setAutoRaise(true);
    mutedMenu_->setObjectName(QStringLiteral("mutedChannelsMenu"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(2);
    line().insertWidget(0, selection_);
    line().addWidget(muted_);
    layout->addLayout(&line());
    // In a line of its own: beside the field it would leave it no room in a small window.
    layout->addWidget(suggestion_, 0, Qt::AlignLeft);

    connect(suggestion_, &QToolButton::clicked, this, [this] {
        setText(suggestedFilter(text()));
        field().setFocus();
    });
    opens(*muted_, *mutedMenu_);
    connect(mutedMenu_, &QMenu::aboutToShow, this, &FilterBar::fillMutedMenu);
    for (const auto signal : {&EventTableModel::filteringChanged, &EventTableModel::filterChanged})
        connect(&events_, signal, this, &FilterBar::showState);
    connect(&events_, &EventTableModel::mutedChanged, this, &FilterBar::showState);
    connect(&events_, &EventTableModel::selectionChanged, this, &FilterBar::showSelection);
    connect(&events_, &EventTableModel::sourceNamed, this, &FilterBar::showSelection);
    connect(selection_, &QToolButton::clicked, this, [this] {
        events_.setSelection({});
        Q_EMIT left(); // a button that is gone has no keyboard
    });
    FilterBar::retranslate();
}

bool FilterBar::apply(const QString &text, FilterMistake &mistake)
{
    const auto filter = EventFilter::parse(text, &mistake);
    if (filter)
        events_.setFilter(*filter);
    showSuggestion();
    return filter.has_value();
}

QString FilterBar::textInForce() const
{
    return events_.filter().text();
}

FilterCompletions FilterBar::completionsAt(const QString &text, qsizetype cursor) const
{
    using Field = EventFilter::Field;
    return FilterCompletions::of(text, cursor, EventFilter::syntax().fields,
                                 {{Field::Channel, events_.seenChannels().names()},
                                  {Field::Type, events_.seenTypes().names()},
                                  {Field::Source, events_.sourceNames()}});
}

FilterField::State FilterBar::state() const
{
    if (events_.isFiltering())
        // Below 100 as long as there is something to do.
        return {Tone::Waiting, tr("filtering %1 %").arg(std::min(99, int(events_.filteringProgress() * 100)))};
    if (!events_.filter().isEmpty())
        return {Tone::Open, tr("✓ filtered")};
    return {};
}

QString FilterBar::remark() const
{
    if (events_.gaveUpCount() == 0)
        return {};
    return tr("The expression costs too much on %Ln event(s); they are left out. A simpler one finds more.", nullptr,
              pluralCount(events_.gaveUpCount()));
}

QString FilterBar::placeholder() const
{
    return tr("Filter: text, /regex/, channel:, type:, id:, $.price>100 (Ctrl+L)");
}

QString FilterBar::selectionTitle() const
{
    const EventSelection &selection = events_.selection();
    if (!selection.channel.isEmpty() || selection.isFolder)
        return visibleLine(decodeUtf8(selection.channel)) + (selection.isFolder ? QStringLiteral(" …") : QString());
    return selection.source ? visibleLine(events_.sourceName(*selection.source)) : QString();
}

void FilterBar::showSelection()
{
    const QString title = selectionTitle();
    selection_->setVisible(!title.isEmpty());
    QString shown = fontMetrics().elidedText(title, Qt::ElideMiddle, 200);
    selection_->setText(shown.replace(u'&', QStringLiteral("&&")) + QStringLiteral("  ✕"));
    const QString tip = tr("Only events of %1, as chosen in the navigator. Click to show the others again.").arg(title);
    selection_->setToolTip(tip);
    selection_->setAccessibleName(tip);
}

void FilterBar::showSuggestion()
{
    const QString meant = suggestedFilter(text());
    suggestion_->setVisible(!meant.isEmpty());
    if (meant.isEmpty())
        return;
    const QString question = tr("Did you mean %1?").arg(meant);
    suggestion_->setToolTip(question);
    suggestion_->setAccessibleName(question);
    QString shown = tr("Did you mean %1?").arg(fontMetrics().elidedText(meant, Qt::ElideRight, 400));
    suggestion_->setText(shown.replace(u'&', QStringLiteral("&&")));
}

void FilterBar::showState()
{
    FilterField::showState();
    const qsizetype muted = events_.muted().all().size();
    muted_->setVisible(muted > 0);
    muted_->setText(tr("%Ln muted", nullptr, int(muted)) + QStringLiteral(" ▾"));
}

void FilterBar::fillMutedMenu()
{
    mutedMenu_->clear();
    const QList<MutedPart> muted = events_.muted().all();
    for (const MutedPart &part : muted) {
        const QString source = visibleLine(events_.sourceName(part.source));
        QString channel = visibleLine(decodeUtf8(part.name));
        if (part.kind == MutedPart::Kind::Folder)
            channel += QStringLiteral(" …");
        QString name = part.kind == MutedPart::Kind::Source ? tr("Show %1 again").arg(source)
                                                            : tr("Show %1 of %2 again").arg(channel, source);
        const QAction *action = mutedMenu_->addAction(name.replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, part] { events_.setMuted(part, false); });
    }
}

void FilterBar::retranslate()
{
    muted_->setAccessibleName(tr("What is muted"));
    muted_->setToolTip(tr("Channels, folders and streams that are left out of the table; choose one to show it again"));
    showSelection();
    FilterField::retranslate();
}

} // namespace helio
