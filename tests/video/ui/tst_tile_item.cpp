// The tile shows what lies in its mailbox, by the software scene graph as on a machine without a GPU.
#include "video/ui/tile_item.h"

#include <QImage>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>
#include <thread>

using namespace shouwang::video;

namespace {

Picture plain(int width, int height, QColor color) {
    Picture picture;
    picture.width = width;
    picture.height = height;
    picture.stride = (width * 4 + 63) / 64 * 64;
    auto bytes =
        std::make_shared<std::vector<std::uint8_t>>(static_cast<std::size_t>(picture.stride * height));
    QImage image(bytes->data(), width, height, picture.stride, QImage::Format_RGB32);
    image.fill(color);
    picture.bytes = bytes;
    return picture;
}

QColor at(const QImage& image, QPoint point) {
    return image.pixelColor(point);
}

} // namespace

class TestTileItem : public QObject {
    Q_OBJECT

    std::unique_ptr<QQuickWindow> m_window;
    TileItem* m_item = nullptr;
    std::shared_ptr<Mailbox> m_mailbox;

private Q_SLOTS:
    void initTestCase() { QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); }

    void init() {
        m_window = std::make_unique<QQuickWindow>();
        m_window->setColor(Qt::black);
        m_window->resize(320, 240);
        m_mailbox = std::make_shared<Mailbox>();
        m_item = new TileItem(m_window->contentItem());
        m_item->setSize({320, 240});
        m_item->setFeed(QVariant::fromValue(m_mailbox));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup() {
        delete m_item;
        m_window.reset();
    }

    void a_picture_from_the_mailbox_stands_on_the_glass_whole_and_undistorted() {
        QVERIFY(!m_item->hasPicture());
        QSignalSpy shown(m_item, &TileItem::shown);
        m_mailbox->publish(plain(160, 90, Qt::red));
        QTRY_COMPARE(shown.size(), 1);
        const QImage image = m_window->grabWindow();
        QCOMPARE(at(image, {160, 120}), QColor(Qt::red));
        QCOMPARE(at(image, {2, 35}), QColor(Qt::red)); // 320 x 180, centred: 30 lines above and below
        QCOMPARE(at(image, {160, 25}), QColor(Qt::black));
        QCOMPARE(at(image, {160, 215}), QColor(Qt::black));
        QCOMPARE(m_item->shownSequence(), quint64{1});
        QVERIFY(m_item->firstShown() > 0);
        QCOMPARE(m_item->firstShown(), m_item->latestShown());
    }

    void a_newer_picture_replaces_it_and_the_first_time_stays() {
        QSignalSpy shown(m_item, &TileItem::shown);
        m_mailbox->publish(plain(320, 240, Qt::red));
        QTRY_COMPARE(shown.size(), 1);
        const Nanos first = m_item->firstShown();
        m_mailbox->publish(plain(320, 240, Qt::blue));
        QTRY_COMPARE(shown.size(), 2);
        QCOMPARE(at(m_window->grabWindow(), {5, 5}), QColor(Qt::blue));
        QCOMPARE(m_item->firstShown(), first);
        QVERIFY(m_item->latestShown() > first);
        QCOMPARE(m_item->picturesShown(), quint64{2});
    }

    void pictures_from_another_thread_arrive_and_the_latest_wins() {
        std::thread worker([this] {
            for (int i = 0; i < 500; ++i)
                m_mailbox->publish(plain(64, 48, i == 499 ? Qt::green : Qt::red));
        });
        worker.join();
        QTRY_COMPARE(m_item->shownSequence(), quint64{500});
        QCOMPARE(at(m_window->grabWindow(), {160, 120}), QColor(Qt::green));
        QVERIFY(m_item->picturesShown() < 500); // coalesced: nobody paints five hundred times
    }

    void another_feed_keeps_the_last_picture_until_it_has_one_itself() {
        m_mailbox->publish(plain(320, 240, Qt::red));
        QTRY_COMPARE(m_item->shownSequence(), quint64{1});
        const auto other = std::make_shared<Mailbox>();
        m_item->setFeed(QVariant::fromValue(other));
        QCOMPARE(at(m_window->grabWindow(), {160, 120}), QColor(Qt::red));
        QCOMPARE(m_item->firstShown(), Nanos{0});
        other->publish(plain(320, 240, Qt::blue));
        QTRY_VERIFY(m_item->firstShown() > 0);
        QCOMPARE(at(m_window->grabWindow(), {160, 120}), QColor(Qt::blue));
    }

    void an_item_that_goes_while_pictures_come_is_safe() {
        std::atomic<bool> stop = false;
        std::thread worker([this, &stop] {
            while (!stop)
                m_mailbox->publish(plain(16, 16, Qt::red));
        });
        QTRY_VERIFY(m_mailbox->published() > 0);
        for (int i = 0; i < 50; ++i) {
            auto* passing = new TileItem(m_window->contentItem());
            passing->setSize({32, 32});
            passing->setFeed(QVariant::fromValue(m_mailbox));
            QCoreApplication::processEvents();
            delete passing;
            m_item->setFeed(i % 2 == 0 ? QVariant::fromValue(m_mailbox) : QVariant());
        }
        stop = true;
        worker.join();
        QVERIFY(m_mailbox->published() >= 50);
    }

    void a_picture_of_nearly_the_size_of_the_item_is_not_scaled() {
        QCOMPARE(TileItem::fit({478, 268}, {480, 270}), QRectF(0, 0, 480, 270));
        QCOMPARE(TileItem::fit({160, 90}, {320, 240}), QRectF(0, 30, 320, 180));
        QCOMPARE(TileItem::fit({90, 160}, {320, 240}), QRectF(92, 0, 135, 240));
        QCOMPARE(TileItem::fit({0, 90}, {320, 240}), QRectF());
    }
};

QTEST_MAIN(TestTileItem)
#include "tst_tile_item.moc"
