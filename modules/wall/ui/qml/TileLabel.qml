// One line: number, place, state. The state is never cut; the place is shortened when it must be, first to the room
// alone, then in its middle. In a tile too narrow for both, the number gives up its beginning: its end tells it apart.
import QtQuick

Rectangle {
    id: root
    property QtObject tile
    property QtObject theme
    readonly property real room: width - 24 - number.width - state.width - (lookBack.visible ? lookBack.width + 12 : 0)

    height: 26
    color: Qt.rgba(theme.background.r, theme.background.g, theme.background.b, 0.88)

    TextMetrics {
        id: whole
        font: place.font
        text: root.tile.place
    }

    TextMetrics {
        id: half
        font: place.font
        text: root.tile.shortPlace
    }

    Text {
        id: number
        anchors { left: parent.left; leftMargin: 8; verticalCenter: parent.verticalCenter }
        width: Math.max(0, Math.min(implicitWidth, root.width - 24 - state.width))
        text: root.tile.number
        textFormat: Text.PlainText
        elide: Text.ElideLeft
        color: root.theme.text
        font { family: root.theme.family; pixelSize: 14; bold: true }
    }
    Text {
        id: place
        anchors { left: number.right; leftMargin: 8; verticalCenter: parent.verticalCenter }
        height: parent.height
        verticalAlignment: Text.AlignVCenter
        width: Math.max(0, root.room - 8)
        visible: half.advanceWidth <= width * 14 / 11 || width > 64
        text: whole.advanceWidth <= width ? root.tile.place : root.tile.shortPlace
        textFormat: Text.PlainText
        // Smaller letters before fewer letters.
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 11
        elide: Text.ElideMiddle
        color: root.theme.text
        font { family: root.theme.family; pixelSize: 14 }
    }
    Text {
        id: lookBack
        anchors { right: state.left; rightMargin: 12; verticalCenter: parent.verticalCenter }
        visible: text.length > 0
        text: root.tile.lookBackText
        color: root.theme.accent
        font { family: root.theme.family; pixelSize: 14; bold: true }
    }
    Text {
        id: state
        anchors { right: parent.right; rightMargin: 8; verticalCenter: parent.verticalCenter }
        text: root.tile.stateText
        color: root.tile.live ? root.theme.muted : root.theme.text
        font { family: root.theme.family; pixelSize: 14; bold: !root.tile.live }
    }
}
