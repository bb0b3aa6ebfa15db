package org.penglai.crm.web.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Serves the folder sdk of the archive, so that builds on other machines can use it as a Maven repository. Nothing in it
 * is secret: the same files are in every archive.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("crm-sdk")
@HttpWhiteboardServletPattern("/sdk/*")
public final class SdkServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;

    @Activate
    public SdkServlet(BundleContext context) throws IOException {
        this(Path.of(context.getProperty("karaf.home")).resolve("sdk"));
    }

    /** @param folder need not exist */
    SdkServlet(Path folder) throws IOException {
        this.folder = Files.exists(folder)
                ? folder.toRealPath()
                : folder.toAbsolutePath().normalize();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        Path file = find(request.getPathInfo());
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", "no-cache");
        response.setContentType(ContentTypes.of(file.getFileName().toString()));
        response.setContentLengthLong(Files.size(file));
        Files.copy(file, response.getOutputStream());
    }

    /** A file in the folder; null for anything else, wherever links and dots may lead. */
    private Path find(String path) throws IOException {
        if (path == null || path.length() < 2) {
            return null;
        }
        try {
            Path file = folder.resolve(path.substring(1)).normalize();
            return file.startsWith(folder)
                            && Files.isRegularFile(file)
                            && file.toRealPath().startsWith(folder)
                    ? file
                    : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
