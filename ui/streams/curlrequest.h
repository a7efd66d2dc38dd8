// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include <optional>

namespace helio {

enum class CurlOption;
struct CurlCommand;
struct StreamRequest;

/// The request of a command of curl, while its options are read: what each of them means for it. What has no
/// counterpart here, or would need a file to be read, becomes a note of the command.
class CurlRequest
{
    Q_DECLARE_TR_FUNCTIONS(helio::CurlRequest)
public:
    /// `command` is borrowed; its request and notes are filled.
    explicit CurlRequest(CurlCommand &command);

    /// `option` as it was written in `name`; `value` is empty where it takes none.
    void addOption(const QString &name, CurlOption option, const QString &value);
    void addUrl(const QString &url);
    /// A word behind an option that is not known here: its value, or the URL.
    void addDoubtful(const QString &word);
    /// Whether an option said that what follows is another request.
    bool isEnded() const { return isEnded_; }
    /// After the last word: puts URL, body and proxy together. Without a URL the command gets a problem.
    void finish();

private:
    void readHeader(const QString &line);
    void readData(const QString &value, bool mayBeFile);
    void readUrlEncoded(const QString &value);
    void readProxy(const QString &value, const QString &usualScheme);
    void readCertificate(const QString &value);
    void setHeader(const QByteArray &name, const QByteArray &value);
    bool hasHeader(const QByteArray &name) const;
    void addPart(const QString &part);
    void note(const QString &text);

    CurlCommand &command_;
    StreamRequest &request_;
    QStringList urls_;
    QStringList doubtful_;
    std::optional<QString> body_;
    QStringList ownHeaders_;
    QString proxyUser_;
    bool isJson_ = false;
    bool dataToQuery_ = false;
    bool readsBrackets_ = true; ///< in a URL, as ranges, so that a backslash before one means itself
    bool isEnded_ = false;
};

} // namespace helio
