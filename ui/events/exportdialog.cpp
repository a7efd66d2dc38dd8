// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/exportdialog.h"

#include "event/pluralform.h"
#include "ui/look/appearance.h"
#include "ui/look/defaultbutton.h"
#include "ui/look/format.h"
#include "ui/look/tone.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

namespace helio {

namespace {

const QString FormatKey = QStringLiteral("export/format");
const QString ColumnsKey = QStringLiteral("export/columnsAsShown");
const QString FolderKey = QStringLiteral("export/folder");

/// In the order of ExportFormat; the settings know the formats by them.
const QStringList Suffixes{QStringLiteral("ndjson"), QStringLiteral("csv"), QStringLiteral("json")};

} // namespace

ExportDialog::ExportDialog(quint64 shown, quint64 selected, QSettings &settings, QWidget *parent)
    : QDialog(parent)
    , settings_(settings)
    , shown_(new QRadioButton(tr("All %Ln events &shown", nullptr, pluralCount(shown))))
    , selected_(new QRadioButton(tr("The %1 &selected").arg(format::count(selected))))
    , columns_(new QCheckBox(tr("&Columns as shown")))
    , format_(new QComboBox)
    , path_(new QLineEdit)
    , note_(new QLabel)
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export events"));
    shown_->setObjectName(QStringLiteral("exportShown"));
    selected_->setObjectName(QStringLiteral("exportSelected"));
    selected_->setEnabled(selected > 0);
    // One row is selected by merely looking at it; several are chosen.
    (selected > 1 ? selected_ : shown_)->setChecked(true);
    columns_->setObjectName(QStringLiteral("exportColumns"));
    columns_->setToolTip(tr("Write the columns of the table alone, in their order, those of the JSON data too"));
    columns_->setChecked(settings.value(ColumnsKey).toBool());
    format_->setObjectName(QStringLiteral("exportFormat"));
    format_->setAccessibleName(tr("Format"));
    format_->addItems({tr("NDJSON: one JSON object a line"), tr("CSV: for spreadsheets"), tr("JSON: one array")});
    format_->setCurrentIndex(int(std::max<qsizetype>(0, Suffixes.indexOf(settings.value(FormatKey).toString()))));
    path_->setObjectName(QStringLiteral("exportPath"));
    path_->setAccessibleName(tr("File"));
    // The folder of documents need not be there, nor still that of last time.
    QString folder =
        settings.value(FolderKey, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).toString();
    if (!QFileInfo(folder).isDir())
        folder = QDir::homePath();
    const QString name = QStringLiteral("events-%1.%2")
                             .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")),
                                  Suffixes[format_->currentIndex()]);
    path_->setText(QDir::toNativeSeparators(QDir(folder).filePath(name)));
    path_->setCursorPosition(int(path_->text().size()));
    auto *browse = new QPushButton(tr("&Browse…"));
    browse->setObjectName(QStringLiteral("exportBrowse"));
    browse->setAutoDefault(false);
    note_->setObjectName(QStringLiteral("exportNote"));
    note_->setWordWrap(true);
    note_->setMinimumHeight(2 * fontMetrics().lineSpacing());

    auto *file = new QHBoxLayout;
    file->addWidget(path_, 1);
    file->addWidget(browse);
    auto *form = new QFormLayout;
    auto *which = new QVBoxLayout;
    which->addWidget(shown_);
    which->addWidget(selected_);
    form->addRow(tr("Events"), which);
    form->addRow(QString(), columns_);
    form->addRow(tr("&Format"), format_);
    auto *fileLabel = new QLabel(tr("Fi&le"));
    fileLabel->setBuddy(path_); // of a row that is a layout, the form does not know it
    form->addRow(fileLabel, file);
    auto *buttons = new QDialogButtonBox;
    export_ = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    export_->setObjectName(QStringLiteral("exportStart"));
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole)->setObjectName(QStringLiteral("exportCancel"));
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(note_);
    layout->addStretch(1);
    layout->addWidget(buttons);
    makeDefault(export_);
    resize(600, sizeHint().height());

    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::followFormat);
    connect(path_, &QLineEdit::textChanged, this, &ExportDialog::check);
    connect(browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

bool ExportDialog::isSelectionWanted() const
{
    return selected_->isChecked();
}

bool ExportDialog::areColumnsWanted() const
{
    return columns_->isChecked();
}

ExportFormat ExportDialog::format() const
{
    return ExportFormat(format_->currentIndex());
}

QString ExportDialog::path() const
{
    return QFileInfo(QDir::fromNativeSeparators(path_->text().trimmed())).absoluteFilePath();
}

void ExportDialog::followFormat()
{
    // Only a name that ends as ours do is changed: another one was chosen on purpose.
    const QFileInfo file(QDir::fromNativeSeparators(path_->text()));
    if (Suffixes.contains(file.suffix()))
        path_->setText(QDir::toNativeSeparators(
            file.dir().filePath(file.completeBaseName() + u'.' + Suffixes[format_->currentIndex()])));
}

void ExportDialog::check()
{
    const QFileInfo file(path());
    QString problem;
    if (path_->text().trimmed().isEmpty() || file.isDir())
        problem = tr("Write the name of a file.");
    else if (!file.dir().exists())
        problem = tr("There is no folder %1.").arg(QDir::toNativeSeparators(file.absolutePath()));
    else if (file.exists() ? !file.isWritable() : !QFileInfo(file.absolutePath()).isWritable())
        problem = tr("This file cannot be written: you lack the right to.");
    export_->setEnabled(problem.isEmpty());
    setTextTone(note_, !problem.isEmpty() ? Tone::Failed : Tone::None, palette());
    note_->setText(!problem.isEmpty() ? problem
                   : file.exists()    ? tr("This file exists; it will be replaced once the export is complete.")
                                      : tr("Written in the background; events go on arriving meanwhile."));
}

void ExportDialog::browse()
{
    // check() says that a file would be replaced.
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Export events to"), path(), QString(), nullptr,
                                                        QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty())
        path_->setText(QDir::toNativeSeparators(chosen));
}

void ExportDialog::accept()
{
    settings_.setValue(ColumnsKey, columns_->isChecked());
    settings_.setValue(FormatKey, Suffixes[format_->currentIndex()]);
    settings_.setValue(FolderKey, QFileInfo(path()).absolutePath());
    QDialog::accept();
}

} // namespace helio
