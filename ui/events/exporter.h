// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventexport.h"

#include <QTimer>

class QPushButton;
class QSettings;

namespace helio {

class Banner;
class EventTableModel;

/// Exports events in the background, one export at a time, and reports its progress in a banner.
class Exporter : public QObject
{
    Q_OBJECT
public:
    /// All are borrowed. The banner is a child of the window's layout: see banner().
    Exporter(EventTableModel &events, QSettings &settings, QWidget *window);
    ~Exporter() override;

    Banner *banner() const { return banner_; }
    bool isRunning() const { return running_ != nullptr; }

    /// Asks for the file, and exports what is shown, or of that `selected`: sequence numbers, oldest first.
    /// `columns`: those of the table, as they stand.
    void ask(std::vector<quint64> selected, const QList<ExportColumn> &columns);
    void start(EventExtract extract, ExportFormat format, const QString &path);
    void retranslate();

Q_SIGNALS:
    void runningChanged(bool running);

private:
    enum class Reported { Nothing, Progress, Written, Cancelled, Failed };

    EventExtract extract(std::vector<quint64> rows) const;
    void finish(EventExport::Outcome outcome);
    void showProgress();
    void showFolder();

    EventTableModel &events_;
    QSettings &settings_;
    QWidget *window_;
    Banner *banner_;
    QPushButton *cancel_;
    QPushButton *folder_;
    QTimer clock_; ///< the progress, while one runs
    std::unique_ptr<EventExport> running_;
    Reported reported_ = Reported::Nothing;
    QString path_;
    QString problem_;
    quint64 written_ = 0;
    qint64 bytes_ = 0;
};

} // namespace helio
