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

    // One area for the whole glass: a double click makes a picture full and back, a drag changes two places.
    MouseArea {
        id: hand
        anchors.fill: parent
        property int from: 0
        property int over: 0
        property point began
        readonly property bool dragging: from > 0 && over > 0

        onPressed: (mouse) => { began = Qt.point(mouse.x, mouse.y) }
        onPositionChanged: (mouse) => {
            if (from === 0 && Math.abs(mouse.x - began.x) + Math.abs(mouse.y - began.y) > 24)
                from = root.wall.numberAt(began.x, began.y)
            if (from > 0) over = root.wall.numberAt(mouse.x, mouse.y)
        }
        onReleased: { root.wall.swap(from, over); from = 0; over = 0 }
        onCanceled: { from = 0; over = 0 }
        onDoubleClicked: (mouse) => root.wall.toggleFocusAt(mouse.x, mouse.y)
    }

    Repeater {
        model: !hand.dragging ? [] : hand.from === hand.over ? [hand.from] : [hand.from, hand.over]
        delegate: Rectangle {
            required property int modelData
            readonly property rect place: root.wall.rectOf(modelData)
            x: place.x
            y: place.y
            width: place.width
            height: place.height
            color: "transparent"
            border { width: 4; color: root.theme.accent }
            Rectangle {
                anchors.centerIn: parent
                width: name.implicitWidth + 32
                height: 48
                color: root.theme.background
                Text {
                    id: name
                    anchors.centerIn: parent
                    text: (modelData === hand.from ? "" : "⇄ ") + root.wall.labelOf(modelData)
                    color: root.theme.text
                    font { family: root.theme.family; pixelSize: 22; bold: true }
                }
            }
        }
    }

    Rectangle {
        anchors.centerIn: parent
        visible: root.wall.typed.length > 0
        width: 160
        height: 96
        radius: 4
        color: root.theme.background
        border { width: 2; color: root.theme.accent }
        Text {
            anchors.centerIn: parent
            text: root.wall.typed + "_"
            color: root.theme.text
            font { family: root.theme.family; pixelSize: 48; bold: true }
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
