// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/streamform.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QTabWidget;

namespace helio {

/// The pages of the stream dialog behind *More*: all that a stream may need besides its URL and its name.
class StreamFields : public QWidget
{
    Q_OBJECT
public:
    explicit StreamFields(QWidget *parent = nullptr);

    /// Puts its part into `form`.
    void read(StreamForm &form) const;
    /// Shows its part of `form`.
    void write(const StreamForm &form);
    /// Brings the field into view and into focus; does nothing for one that is not here.
    void showField(StreamForm::Field field);
    /// Where secrets are kept, for people.
    void setSecretsPlace(const QString &text);

Q_SIGNALS:
    void changed();

private:
    QWidget *makeRequest();
    QWidget *makeAuthorization();
    QWidget *makeReconnection();
    QWidget *makeTls();
    QWidget *makeProxy();
    QWidget *fileRow(QLineEdit *edit, const QString &title);
    void showAuthorization();
    void showProxy();
    QWidget *widgetOf(StreamForm::Field field) const;

    QTabWidget *tabs_;
    QComboBox *method_;
    QPlainTextEdit *headers_;
    QPlainTextEdit *body_;
    QComboBox *format_;
    QCheckBox *acceptsAnyType_;
    QLineEdit *lastEventId_;
    QComboBox *authorization_;
    QLineEdit *token_;
    QLineEdit *userName_;
    QLineEdit *password_;
    QLabel *secretsPlace_;
    QFormLayout *authorizationForm_ = nullptr;
    QDoubleSpinBox *reconnectionTime_;
    QSpinBox *maximumReconnects_;
    QCheckBox *retriesServerErrors_;
    QLineEdit *authorityFile_;
    QLineEdit *certificateFile_;
    QLineEdit *keyFile_;
    QLineEdit *passphrase_;
    QCheckBox *allowHttp2_;
    QComboBox *proxy_;
    QLineEdit *proxyUrl_;
    QLineEdit *proxyUser_;
    QLineEdit *proxyPassword_;
};

} // namespace helio
