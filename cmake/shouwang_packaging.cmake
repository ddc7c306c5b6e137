# A Debian package: programs, units for station and wall, desktop file, icon, schemas. The simulator is not in it: a
# station must not have at hand what can forge its devices.
include(GNUInstallDirs)
set(SHOUWANG_PROGRAMS shouwang-server shouwang-verify)
if(SHOUWANG_UI)
    list(APPEND SHOUWANG_PROGRAMS shouwang-console shouwang-wall)
endif()
install(TARGETS ${SHOUWANG_PROGRAMS} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES packaging/shouwang-server.service DESTINATION lib/systemd/system)
install(FILES resources/site/site.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/shouwang)
install(DIRECTORY resources/api DESTINATION ${CMAKE_INSTALL_DATADIR}/shouwang)
install(FILES README.md packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES resources/site/example.json DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples RENAME site.json)
if(SHOUWANG_UI)
    install(FILES packaging/shouwang-wall.service packaging/shouwang-kiosk.target DESTINATION lib/systemd/user)
    install(FILES packaging/shouwang-kiosk@.service DESTINATION lib/systemd/system)
    install(PROGRAMS packaging/wall-session DESTINATION lib/shouwang)
    install(FILES packaging/shouwang-console.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES resources/icons/shouwang.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
find_program(SHOUWANG_GZIP gzip)
if(SHOUWANG_GZIP)
    execute_process(COMMAND "${SHOUWANG_GZIP}" -9nc "${CMAKE_SOURCE_DIR}/packaging/changelog"
        OUTPUT_FILE "${CMAKE_BINARY_DIR}/changelog.Debian.gz" COMMAND_ERROR_IS_FATAL ANY)
    install(FILES "${CMAKE_BINARY_DIR}/changelog.Debian.gz" DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME shouwang)
set(CPACK_PACKAGE_CONTACT "Shouwang maintainers <maintainers@shouwang.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "command-centre console for rehabilitation facilities")
set(CPACK_PACKAGE_DESCRIPTION "The station server that keeps what happened, the desk of a duty officer,
the video wall, and a program that proves the record from outside.
A machine uses the part that it needs: nothing starts by itself.")
set(CPACK_STRIP_FILES ON)
# Not what the builder's umask happens to be.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION video)
# What no linker sees: the QML that the wall imports, the fonts, the accounts, what a desk sounds its alarms with.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, alsa-utils, fonts-noto-cjk, qml6-module-qtquick, qml6-module-qtquick-window, qml6-module-qtqml, qml6-module-qtqml-workerscript")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "mosquitto")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "xinit, xserver-xorg") # a wall's machine without a desktop
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${CMAKE_SOURCE_DIR}/packaging/postinst;${CMAKE_SOURCE_DIR}/packaging/prerm;${CMAKE_SOURCE_DIR}/packaging/postrm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
