// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/exporter.h"

#include "event/pluralform.h"
#include "ui/events/eventtablemodel.h"
#include "ui/events/exportdialog.h"
#include "ui/look/banner.h"
#include "ui/look/format.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QPushButton>
#include <QUrl>

namespace helio {

using namespace std::chrono_literals;

Exporter::Exporter(EventTableModel &events, QSettings &settings, QWidget *window)
    : QObject(window)
    , events_(events)
    , settings_(settings)
    , window_(window)
    , banner_(new Banner(QStringLiteral("exportBanner"), Tone::None, window))
    , cancel_(banner_->addButton(QStringLiteral("cancelExport")))
    , folder_(banner_->addButton(QStringLiteral("showExport")))
{
    banner_->hide();
    connect(cancel_, &QPushButton::clicked, this, [this] {
        if (running_)
            running_->cancel();
    });
    connect(folder_, &QPushButton::clicked, this, &Exporter::showFolder);
    clock_.setInterval(100ms);
    connect(&clock_, &QTimer::timeout, this, &Exporter::showProgress);
    retranslate();
}

Exporter::~Exporter() = default;

void Exporter::ask(std::vector<quint64> selected, const QList<ExportColumn> &columns)
{
    if (running_)
        return;
    ExportDialog dialog(quint64(events_.rowCount()), selected.size(), settings_, window_);
    // What is selected is what one saw when one asked, whatever comes and goes while the dialog is open.
    // Nothing is held for it where nothing is selected: the past is large.
    EventExtract chosen = selected.empty() ? EventExtract() : extract(std::move(selected));
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (!dialog.isSelectionWanted()) {
        std::vector<quint64> all(size_t(events_.rowCount()));
        for (int row = 0; row < int(all.size()); ++row)
            all[size_t(row)] = events_.sequenceAt(row);
        chosen = extract(std::move(all));
    }
    if (dialog.areColumnsWanted())
        chosen.columns = columns;
    start(std::move(chosen), dialog.format(), dialog.path());
}

EventExtract Exporter::extract(std::vector<quint64> rows) const
{
    return {events_.ring().snapshot(), std::move(rows), events_.namesOfSources()};
}

void Exporter::start(EventExtract extract, ExportFormat format, const QString &path)
{
    path_ = path;
    running_ = std::make_unique<EventExport>(std::move(extract), format, path);
    connect(running_.get(), &EventExport::finished, this, &Exporter::finish);
    reported_ = Reported::Progress;
    running_->start();
    clock_.start();
    showProgress();
    banner_->show();
    Q_EMIT runningChanged(true);
}

void Exporter::finish(EventExport::Outcome outcome)
{
    clock_.stop();
    written_ = running_->written();
    bytes_ = running_->bytes();
    problem_ = running_->problem();
    // Not here: it is the one that reports to us.
    running_.release()->deleteLater();
    switch (outcome) {
    case EventExport::Outcome::Written:
        reported_ = Reported::Written;
        break;
    case EventExport::Outcome::Cancelled:
        reported_ = Reported::Cancelled;
        break;
    case EventExport::Outcome::Failed:
        reported_ = Reported::Failed;
        break;
    }
    showProgress();
    banner_->show();
    Q_EMIT runningChanged(false);
}

void Exporter::showProgress()
{
    const QString file = QFileInfo(path_).fileName();
    cancel_->setVisible(reported_ == Reported::Progress);
    folder_->setVisible(reported_ == Reported::Written);
    switch (reported_) {
    case Reported::Nothing:
        break;
    case Reported::Progress: {
        const quint64 total = running_->total();
        banner_->setText(tr("Exporting to %1: %2 of %Ln events (%3 %)", nullptr, pluralCount(total))
                             .arg(file, format::count(running_->written()))
                             .arg(total == 0 ? 100 : running_->written() * 100 / total));
        break;
    }
    case Reported::Written:
        banner_->setText(tr("%Ln events exported to %1 (%2).", nullptr, pluralCount(written_))
                             .arg(file, format::bytes(double(bytes_))));
        break;
    case Reported::Cancelled:
        banner_->setText(tr("The export was cancelled; nothing of it is left."));
        break;
    case Reported::Failed:
        banner_->setText(
            tr("Nothing was exported: %1 could not be written. %2").arg(QDir::toNativeSeparators(path_), problem_));
        break;
    }
}

void Exporter::showFolder()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path_).absolutePath()));
}

void Exporter::retranslate()
{
    cancel_->setText(tr("Cancel"));
    folder_->setText(tr("Show the folder"));
    showProgress();
}

} // namespace helio
