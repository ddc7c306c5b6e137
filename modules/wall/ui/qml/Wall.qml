// The whole glass: tiles, the titles of open alarms, one banner and the frame of a drill. It decides nothing.
import QtQuick

Rectangle {
    id: root
    required property QtObject wall
    required property QtObject theme

    color: theme.background

    Repeater {
        model: root.wall.tiles
        delegate: Tile {
            required property QtObject object
            tile: object
            theme: root.theme
        }
    }

    Repeater {
        model: root.wall.titles
        delegate: AlarmTitle {
            required property QtObject object
            card: object
            theme: root.theme
        }
    }

    Rectangle {
        x: root.wall.moreRect.x
        y: root.wall.moreRect.y
        width: root.wall.moreRect.width
        height: root.wall.moreRect.height
        visible: height > 0
        color: root.theme.raised
        Text {
            anchors.centerIn: parent
            text: root.wall.moreText
            color: root.theme.text
            font { family: root.theme.family; pixelSize: 16 }
        }
    }

    Rectangle {
        x: root.wall.frameWidth
        y: root.wall.frameWidth
        width: root.width - 2 * root.wall.frameWidth
        height: root.wall.bannerHeight
        visible: height > 0
        color: root.wall.drill ? root.theme.drill : root.theme.raised
        Text {
            anchors { fill: parent; leftMargin: 12; rightMargin: 12 }
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            text: root.wall.bannerText
            textFormat: Text.PlainText
            elide: Text.ElideRight
            color: root.wall.drill ? "#12161B" : root.theme.text
            font { family: root.theme.family; pixelSize: 20; bold: true }
        }
    }

    Rectangle {
        anchors.fill: parent
        visible: root.wall.drill
        color: "transparent"
        border { width: root.wall.frameWidth; color: root.theme.drill }
    }

    Text {
        anchors { fill: parent; margins: 48 }
        visible: text.length > 0
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        text: root.wall.message
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        maximumLineCount: 24
        elide: Text.ElideRight
        color: root.theme.text
        font { family: root.theme.family; pixelSize: 22 }
    }
}
