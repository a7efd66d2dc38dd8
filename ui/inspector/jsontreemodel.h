// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpath.h"

#include <QAbstractItemModel>

#include <memory>

namespace helio {

/// A JSON document as a tree over its bytes. The document is checked in one pass; children are found when somebody asks
/// for them, and those of large containers in chunks (fetchMore()), so that megabytes open at once. Its one top row is
/// the document, `$`.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { Name, Value, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, ///< int, a JsonValue::Kind
        IsNumberRole,            ///< bool: it has a number that can be charted
    };
    /// fetchMore() finds so many children at first, and then as many as there are already, up to the largest chunk.
    static constexpr qsizetype FirstChunk = 1000;
    static constexpr qsizetype LargestChunk = 16'000;
    /// Of a container that was not opened, children are counted only so far; then it says "more than".
    static constexpr qsizetype CountedBytes = 256 * 1024;

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    /// False, and an empty model, when `document` is no JSON; `mistake`, if given, then says why.
    bool setDocument(const QByteArray &document, JsonValue::Mistake *mistake = nullptr);
    void clear();
    bool isEmpty() const { return !root_; }

    /// A null value, and the path of the document, for an invalid index.
    JsonValue value(const QModelIndex &index) const;
    JsonPath path(const QModelIndex &index) const;
    /// Where `path` leads among the children found so far, the first chunk of each container on the way at least;
    /// invalid when it is not there.
    QModelIndex indexOf(const JsonPath &path);
    /// Asks the views to read the headers again, after the language changed.
    void retranslate();

    /// A member's name or an element's index, and the value, each in one line; for copying and filtering see value().
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node;
    struct Family;

    Node *nodeAt(const QModelIndex &index) const;
    QString nameText(const Node &node) const;
    QString valueText(Node &node, qsizetype maximumBytes) const;
    QString countText(Node &node) const;

    QByteArray document_;
    std::unique_ptr<Node> root_;
};

/// `text`, `number`, `object` … for people, translated.
QString kindName(JsonValue::Kind kind);

} // namespace helio
