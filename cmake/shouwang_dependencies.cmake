# Every outside library, once. Their headers are SYSTEM: our warnings are about our code.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tl-expected REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Boost 1.74 REQUIRED)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(mosquitto REQUIRED IMPORTED_TARGET libmosquitto)
pkg_check_modules(ffmpeg REQUIRED IMPORTED_TARGET libavcodec libavformat libavutil libswscale)
if(SHOUWANG_SIMULATOR)
    pkg_check_modules(gstreamer REQUIRED IMPORTED_TARGET
        gstreamer-1.0 gstreamer-app-1.0 gstreamer-rtsp-server-1.0 gstreamer-rtsp-1.0)
endif()
if(SHOUWANG_UI)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Quick QuickWidgets Qml Network LinguistTools)
    pkg_check_modules(icu REQUIRED IMPORTED_TARGET icu-i18n icu-uc) # pinyin for the command palette
endif()
if(SHOUWANG_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
    # Without QT_TESTCASE_BUILDDIR and its like: nobody uses them, and their paths would make every checkout
    # compile its tests anew.
    set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)
    find_library(SHOUWANG_RAPIDCHECK rapidcheck REQUIRED) # Debian ships it without a CMake or pkg-config file
endif()
