// One camera: its picture, hatching where it is not current, the reason where there is none, and one line of label.
import QtQuick
import Shouwang.Wall 1.0

Item {
    id: root
    property QtObject tile
    property QtObject theme
    // Where the tile is taller than 16:9 the label stands below the picture, otherwise over it.
    readonly property real pictureHeight: Math.min(height, width * 9 / 16)
    readonly property bool labelBelow: height - pictureHeight >= label.height

    x: tile.rect.x
    y: tile.rect.y
    width: tile.rect.width
    height: tile.rect.height

    Rectangle {
        anchors.fill: parent
        color: root.theme.surface
        visible: !picture.hasPicture || root.labelBelow
    }

    TileItem {
        id: picture
        width: root.width
        height: root.labelBelow ? root.height - label.height : root.height
        feed: root.tile.feed
        Component.onCompleted: root.tile.attach(picture)
    }

    Text {
        anchors { horizontalCenter: picture.horizontalCenter; bottom: parent.bottom; bottomMargin: label.height + 12 }
        visible: root.tile.watermark.length > 0 && picture.hasPicture
        text: root.tile.watermark
        textFormat: Text.PlainText
        color: root.theme.text
        opacity: 0.35
        font { family: root.theme.family; pixelSize: 18 }
    }

    Rectangle {
        anchors.fill: picture
        color: root.theme.background
        opacity: 0.4
        visible: root.tile.stale
    }
    Hatch {
        anchors.fill: picture
        theme: root.theme
        visible: root.tile.stale
    }

    // What is wrong stands in the middle, large enough to be read across the room.
    Rectangle {
        anchors.centerIn: picture
        visible: trouble.text.length > 0
        width: Math.min(trouble.implicitWidth + 32, root.width)
        height: trouble.implicitHeight + 16
        color: root.theme.background
        opacity: 0.9
        radius: 4
    }
    Text {
        id: trouble
        anchors.centerIn: picture
        width: Math.min(implicitWidth, root.width - 16)
        horizontalAlignment: Text.AlignHCenter
        elide: Text.ElideRight
        text: root.tile.reasonText
        textFormat: Text.PlainText
        color: root.tile.stale ? root.theme.text : root.theme.muted
        font { family: root.theme.family; pixelSize: Math.max(16, Math.min(28, root.height / 8)) }
    }

    TileLabel {
        id: label
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        tile: root.tile
        theme: root.theme
    }

    Rectangle {
        anchors.fill: parent
        visible: root.tile.focused || root.tile.lookingBack
        color: "transparent"
        border { width: 2; color: root.theme.accent }
    }
}
