// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/streamfindings.h"

#include "findings/findingtable.h"
#include "ui/doctor/problemsmodel.h"
#include "ui/look/appearance.h"
#include "ui/streams/severitylook.h"

#include <QEvent>

#include <algorithm>

namespace helio {

StreamFindings::StreamFindings(ProblemsModel &problems, QWidget *parent)
    : QListWidget(parent)
    , problems_(problems)
{
    setObjectName(QStringLiteral("connectionFindings"));
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    setTabKeyNavigation(false);
    const auto choose = [this](const QListWidgetItem *item) {
        if (const int at = row(item); at >= 0 && at < shown_.size())
            Q_EMIT problemChosen(shown_[at]);
    };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
    connect(&problems_, &ProblemsModel::problemsChanged, this, [this](int source) {
        if (source == stream_)
            fill();
    });
    setAccessibleName(tr("What is wrong with the stream"));
    fill();
}

void StreamFindings::showStream(int id)
{
    stream_ = id;
    fill();
}

void StreamFindings::fill()
{
    shown_ = stream_ == 0 ? QList<Problem>() : problems_.of(stream_);
    while (count() > shown_.size())
        delete takeItem(count() - 1);
    while (count() < shown_.size())
        addItem(QString());
    for (int i = 0; i < count(); ++i) {
        const Finding &finding = shown_[i].finding;
        item(i)->setText(problemLine(finding));
        item(i)->setToolTip(finding.words.translated() + u'\n' + finding.remedy.translated());
    }
    paintSeverities();
    const int lines = std::min(count(), MostLines);
    setFixedHeight(lines * std::max(sizeHintForRow(0), fontMetrics().lineSpacing()) + 2 * frameWidth() + 2);
    setVisible(lines > 0);
}

void StreamFindings::paintSeverities()
{
    for (int i = 0; i < count(); ++i) {
        const Severity severity = shown_[i].finding.severity;
        item(i)->setForeground(severity == Severity::Note ? mutedColor(palette())
                                                          : toneColor(severityTone(severity), palette()));
    }
}

void StreamFindings::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("What is wrong with the stream"));
        fill();
    } else if (event->type() == QEvent::PaletteChange) {
        paintSeverities();
    }
}

} // namespace helio
