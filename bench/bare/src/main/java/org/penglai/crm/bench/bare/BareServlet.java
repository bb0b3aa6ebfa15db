package org.penglai.crm.bench.bare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Customers without the product: no sign-in, rights, rules, versions, titles of references, audit or outbox; the same
 * server, JSON library, connection pool, tables and indexes.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/bare/customers/*")
public final class BareServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int PAGE = 50;

    private final transient DataSource database;
    private final transient ObjectMapper json = new ObjectMapper();
    private final AtomicLong ids = new AtomicLong(1);

    @Activate
    public BareServlet(@Reference(target = "(dataSourceName=crm-raw)") DataSource database) {
        this.database = database;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getPathInfo();
        Long id = path == null || path.length() < 2 ? null : RecordId.parse(path.substring(1));
        response.setContentType("application/json");
        try (Connection connection = database.getConnection()) {
            switch (request.getMethod()) {
                case "GET" -> {
                    CustomerRows rows = new CustomerRows(connection, json.getFactory());
                    if (id == null) {
                        rows.page(PAGE, response.getOutputStream());
                    } else {
                        rows.one(id, response.getOutputStream());
                    }
                }
                case "POST" -> {
                    JsonNode body = json.readTree(request.getInputStream());
                    long made = ids.getAndIncrement();
                    connection.setAutoCommit(false);
                    new CustomerWrites(connection).insert(made, body);
                    connection.commit();
                    response.setStatus(201);
                    new CustomerRows(connection, json.getFactory()).one(made, response.getOutputStream());
                }
                default -> {
                    JsonNode body = json.readTree(request.getInputStream());
                    connection.setAutoCommit(false);
                    new CustomerWrites(connection).update(id, body);
                    connection.commit();
                    new CustomerRows(connection, json.getFactory()).one(id, response.getOutputStream());
                }
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }
}
