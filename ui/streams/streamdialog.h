// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/secretstore.h"
#include "ui/streams/streamform.h"
#include "ui/streams/streamtest.h"

#include <QDialog>

#include <functional>
#include <memory>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace helio {

class StreamFields;
class StreamTestView;

/// Asks for a stream to open, or how to ask for one that is open. Only the URL is needed. A command of curl pasted into
/// the URL fills all of it.
class StreamDialog : public QDialog
{
    Q_OBJECT
public:
    using Tester = std::function<std::unique_ptr<StreamTest>(const StreamRequest &)>;

    /// `tester` makes the test of *Test*; without it, or where it answers null, there is none. `secrets` is borrowed;
    /// null: streams are not kept for the next start.
    StreamDialog(Tester tester, const SecretStore *secrets, QWidget *parent = nullptr);
    ~StreamDialog() override;

    /// Shows a stream that is there already.
    void edit(const StreamRequest &request);
    /// The stream that is shown is asked for otherwise meanwhile, e.g. with the secrets that the keychain had: what is
    /// still as edit() wrote it becomes as it is in `request`. What the user wrote stays.
    void follow(const StreamRequest &request);
    /// What is wrong with it before anything was written, for people.
    void setProblem(const QString &text);

    /// What was asked for; after accept() it is good to open.
    StreamRequest request() const { return form().request(); }
    void accept() override;

private:
    StreamForm form() const;
    void write(const StreamForm &form);
    void unfoldWhatIsSet();
    void readCurl(const QString &text);
    void pasteCurl();
    void readUrl(const QString &text);
    void setMoreShown(bool shown);
    void showState();
    void showSecretsPlace();
    void toggleTest();
    void showTest();

    Tester tester_;
    const SecretStore *secrets_;
    QLineEdit *url_;
    QLineEdit *name_;
    QPushButton *pasteCurl_;
    QCheckBox *isKept_;
    QToolButton *more_;
    StreamFields *fields_;
    QLabel *notes_;
    QLabel *problem_;
    QLabel *secretsPlace_;
    StreamTestView *testView_;
    QPushButton *test_;
    QPushButton *open_;
    StreamForm shown_;        ///< the stream as it is, whatever was written since
    qsizetype urlLength_ = 0; ///< before the last change
    bool isTouched_ = false;  ///< before anything was written nothing is wrong
};

} // namespace helio
