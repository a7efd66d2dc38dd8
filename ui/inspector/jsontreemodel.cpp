// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/jsontreemodel.h"

#include "ui/look/format.h"

#include <QCoreApplication>

#include <deque>

namespace helio {

namespace {

/// More than fits on a line of any screen.
constexpr qsizetype TreeCellBytes = 600;
constexpr qsizetype ToolTipBytes = 2000;

bool hasAny(const JsonValue &container)
{
    for (const char c : container.text.sliced(1)) {
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            return c != '}' && c != ']';
    }
    return false;
}

/// A string's text in one line; what is cut off is not even unescaped.
QString inOneLine(QByteArrayView string, qsizetype maximumBytes)
{
    const bool isCut = string.size() > maximumBytes * 2 + 2;
    const QByteArray said =
        JsonValue{JsonValue::Kind::String, isCut ? string.first(maximumBytes * 2) : string}.unescaped();
    QString line = format::oneLine(said, maximumBytes);
    if (isCut && !line.endsWith(u'…'))
        line += u'…';
    return line;
}

} // namespace

/// Children that were found, and where to find the next.
struct JsonTreeModel::Family
{
    explicit Family(const JsonValue &container)
        : rest(container)
    {}

    std::deque<Node> nodes; ///< they stay where they are: indexes point to them
    JsonChildren rest;
    bool isComplete = false;
    qsizetype counted = -1; ///< by reading ahead, when somebody asked for it
    bool countedAll = false;
};

struct JsonTreeModel::Node
{
    Node *parent = nullptr;
    qsizetype row = 0;
    QByteArrayView key;
    JsonValue value;
    std::unique_ptr<Family> family = nullptr; ///< null until somebody asks

    Family &ownFamily()
    {
        if (!family)
            family = std::make_unique<Family>(value);
        return *family;
    }
};

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{}

JsonTreeModel::~JsonTreeModel() = default;

bool JsonTreeModel::setDocument(const QByteArray &document, JsonValue::Mistake *mistake)
{
    beginResetModel();
    root_.reset();
    document_ = document;
    if (const auto value = JsonValue::read(document_, mistake))
        root_ = std::make_unique<Node>(Node{nullptr, 0, {}, *value});
    else
        document_.clear();
    endResetModel();
    return root_ != nullptr;
}

void JsonTreeModel::clear()
{
    beginResetModel();
    root_.reset();
    document_.clear();
    endResetModel();
}

JsonTreeModel::Node *JsonTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : nullptr;
}

JsonValue JsonTreeModel::value(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return node ? node->value : JsonValue();
}

JsonPath JsonTreeModel::path(const QModelIndex &index) const
{
    QList<const Node *> way;
    for (const Node *node = nodeAt(index); node && node->parent; node = node->parent)
        way.prepend(node);
    JsonPath path;
    for (const Node *node : std::as_const(way)) {
        path = node->key.isEmpty() ? path.element(node->row)
                                   : path.member(JsonValue{JsonValue::Kind::String, node->key}.unescaped());
    }
    return path;
}

QModelIndex JsonTreeModel::indexOf(const JsonPath &path)
{
    if (!root_)
        return {};
    QModelIndex at = createIndex(0, 0, root_.get());
    for (const JsonPath::Step &step : path.steps()) {
        Node *node = nodeAt(at);
        if (node->value.kind != (step.index >= 0 ? JsonValue::Kind::Array : JsonValue::Kind::Object))
            return {};
        if (!node->family || node->family->nodes.empty())
            fetchMore(at);
        const std::deque<Node> &nodes = node->ownFamily().nodes;
        const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const Node &child) {
            return step.index >= 0 ? child.row == step.index
                                   : JsonValue{JsonValue::Kind::String, child.key}.unescaped() == step.name;
        });
        if (found == nodes.end())
            return {};
        at = createIndex(int(found->row), 0, &*found);
    }
    return at;
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, root_.get());
    return createIndex(row, column, &nodeAt(parent)->ownFamily().nodes[size_t(row)]);
}

QModelIndex JsonTreeModel::parent(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    if (!node || !node->parent)
        return {};
    return createIndex(int(node->parent->row), 0, node->parent);
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return root_ ? 1 : 0;
    const Node *node = nodeAt(parent);
    return parent.column() > 0 || !node->family ? 0 : int(node->family->nodes.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return root_ != nullptr;
    const Node *node = nodeAt(parent);
    return parent.column() == 0 && node->value.isContainer() && hasAny(node->value);
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeAt(parent);
    if (!node || parent.column() > 0 || !node->value.isContainer())
        return false;
    return node->family ? !node->family->isComplete : hasAny(node->value);
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Node *node = nodeAt(parent);
    Family &family = node->ownFamily();
    const qsizetype first = qsizetype(family.nodes.size());
    const qsizetype wanted = std::clamp(first, FirstChunk, LargestChunk);

    std::vector<Node> found;
    while (qsizetype(found.size()) < wanted) {
        if (!family.rest.next()) {
            family.isComplete = true;
            break;
        }
        found.push_back({node, first + qsizetype(found.size()), family.rest.key(), family.rest.value()});
    }
    if (found.empty())
        return;
    beginInsertRows(parent, int(first), int(first) + int(found.size()) - 1);
    std::move(found.begin(), found.end(), std::back_inserter(family.nodes));
    endInsertRows();
}

QString JsonTreeModel::nameText(const Node &node) const
{
    if (!node.parent)
        return QStringLiteral("$");
    return node.key.isEmpty() ? QString::number(node.row) : inOneLine(node.key, TreeCellBytes);
}

QString JsonTreeModel::countText(Node &node) const
{
    Family &family = node.ownFamily();
    if (family.isComplete) {
        family.counted = qsizetype(family.nodes.size());
        family.countedAll = true;
    } else if (family.counted < 0) {
        JsonChildren children(node.value);
        const char *const end = node.value.text.data() + CountedBytes;
        qsizetype count = 0;
        bool isAll = true;
        while (isAll && children.next()) {
            isAll = children.value().text.data() < end;
            count += isAll ? 1 : 0; // what stands behind the bound is the "more"
        }
        family.counted = count;
        family.countedAll = isAll;
    }
    const qsizetype count = std::max(family.counted, qsizetype(family.nodes.size()));
    if (node.value.kind == JsonValue::Kind::Object)
        return family.countedAll ? tr("%Ln member(s)", nullptr, int(count))
                                 : tr("more than %Ln member(s)", nullptr, int(count));
    return family.countedAll ? tr("%Ln element(s)", nullptr, int(count))
                             : tr("more than %Ln element(s)", nullptr, int(count));
}

QString JsonTreeModel::valueText(Node &node, qsizetype maximumBytes) const
{
    switch (node.value.kind) {
    case JsonValue::Kind::Object:
        return QStringLiteral("{ } ") + countText(node);
    case JsonValue::Kind::Array:
        return QStringLiteral("[ ] ") + countText(node);
    case JsonValue::Kind::String:
        // In quotes, so that "1" differs from 1.
        return u'"' + inOneLine(node.value.text, maximumBytes) + u'"';
    case JsonValue::Kind::Number:
    case JsonValue::Kind::Boolean:
    case JsonValue::Kind::Null:
        return format::oneLine(node.value.text, maximumBytes);
    }
    return {};
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    Node *node = nodeAt(index);
    if (!node)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? nameText(*node) : valueText(*node, TreeCellBytes);
    case Qt::ToolTipRole:
        return QString(path(index).toString() + u'\n' + valueText(*node, ToolTipBytes));
    case Qt::AccessibleTextRole:
        if (index.column() == Name)
            return nameText(*node);
        return tr("%1, %2", "a value, its kind").arg(valueText(*node, TreeCellBytes), kindName(node->value.kind));
    case KindRole:
        return int(node->value.kind);
    case IsNumberRole:
        return node->value.number().has_value();
    default:
        return {};
    }
}

void JsonTreeModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

QString kindName(JsonValue::Kind kind)
{
    const auto translated = [](const char *text) { return QCoreApplication::translate("helio::JsonTreeModel", text); };
    switch (kind) {
    case JsonValue::Kind::Object:
        return translated(QT_TRANSLATE_NOOP("helio::JsonTreeModel", "object"));
    case JsonValue::Kind::Array:
        return translated(QT_TRANSLATE_NOOP("helio::JsonTreeModel", "array"));
    case JsonValue::Kind::String:
        return translated(QT_TRANSLATE_NOOP("helio::JsonTreeModel", "text"));
    case JsonValue::Kind::Number:
        return translated(QT_TRANSLATE_NOOP("helio::JsonTreeModel", "number"));
    case JsonValue::Kind::Boolean:
        return translated(QT_TRANSLATE_NOOP("helio::JsonTreeModel", "true or false"));
    case JsonValue::Kind::Null:
        return translated(QT_TRANSLATE_NOOP("helio::JsonTreeModel", "nothing"));
    }
    return {};
}

} // namespace helio
