'use strict';

/* Renders /api/openapi.json. Text is only ever set as text, never as markup. */
(function () {
  const content = document.getElementById('content');
  const search = document.getElementById('search');

  function element(name, className, text) {
    const created = document.createElement(name);
    if (className) created.className = className;
    if (text !== undefined) created.textContent = text;
    return created;
  }

  function typeOf(schema) {
    if (!schema) return '';
    if (schema.$ref) return schema.$ref.split('/').pop();
    if (schema.type === 'array') return typeOf(schema.items) + '[]';
    return schema.enum ? schema.enum.join(' | ') : schema.type + (schema.format ? ' (' + schema.format + ')' : '');
  }

  function table(headings, rows) {
    const created = element('table');
    const head = created.appendChild(element('tr'));
    headings.forEach((heading) => head.appendChild(element('th', '', heading)));
    rows.forEach((row) => {
      const line = created.appendChild(element('tr'));
      row.forEach((cell) => line.appendChild(element('td', '', cell)));
    });
    return created;
  }

  function properties(schema) {
    const required = schema.required || [];
    return table(
      ['字段 / Field', '类型 / Type', '说明 / Description'],
      Object.entries(schema.properties || {}).map(([name, property]) => [
        name + (required.includes(name) ? ' *' : ''),
        typeOf(property),
        [property.title, property.description].filter(Boolean).join(' · '),
      ]),
    );
  }

  function operation(api, path, method, described) {
    const box = element('details');
    box.dataset.text = (method + ' ' + path + ' ' + described.summary).toLowerCase();
    const summary = box.appendChild(element('summary'));
    summary.appendChild(element('span', 'method ' + method, method.toUpperCase()));
    summary.appendChild(element('code', '', path));
    summary.appendChild(element('span', 'summary', described.summary));
    if (described.parameters) {
      box.appendChild(
        table(
          ['参数 / Parameter', '位置 / In', '类型 / Type'],
          described.parameters.map((parameter) => [
            parameter.name + (parameter.required ? ' *' : ''),
            parameter.in,
            typeOf(parameter.schema),
          ]),
        ),
      );
    }
    if (described.requestBody) {
      Object.entries(described.requestBody.content).forEach(([mediaType, media], index) => {
        box.appendChild(element('p', '', mediaType + ': ' + typeOf(media.schema)));
        const name = media.schema.$ref && media.schema.$ref.split('/').pop();
        const schema = name ? api.components.schemas[name] : media.schema;
        if (index === 0 && schema) box.appendChild(properties(schema));
      });
    }
    box.appendChild(
      table(
        ['状态 / Status', '内容 / Content', ''],
        Object.entries(described.responses).map(([status, answer]) => [
          status,
          Object.values(answer.content || {}).map((media) => typeOf(media.schema)).join(', '),
          answer.description,
        ]),
      ),
    );
    return box;
  }

  function show(api) {
    content.textContent = '';
    const groups = new Map();
    Object.entries(api.paths).forEach(([path, methods]) =>
      Object.entries(methods).forEach(([method, described]) => {
        const tag = described.tags[0];
        if (!groups.has(tag)) {
          const group = element('section');
          group.appendChild(element('h2', '', tag));
          groups.set(tag, group);
          content.appendChild(group);
        }
        groups.get(tag).appendChild(operation(api, path, method, described));
      }),
    );
    const schemas = content.appendChild(element('section'));
    schemas.appendChild(element('h2', '', 'Schemas'));
    Object.entries(api.components.schemas).forEach(([name, schema]) => {
      const box = schemas.appendChild(element('details'));
      box.dataset.text = name.toLowerCase();
      box.appendChild(element('summary')).appendChild(element('code', '', name));
      box.appendChild(properties(schema));
    });
  }

  search.addEventListener('input', () => {
    const wanted = search.value.trim().toLowerCase();
    document.querySelectorAll('details').forEach((box) => {
      box.hidden = !box.dataset.text.includes(wanted);
    });
  });

  fetch('/api/openapi.json', { credentials: 'same-origin' })
    .then((answer) => {
      if (answer.ok) return answer.json().then(show);
      content.textContent = answer.status === 401 ? '请先登录控制台。 / Sign in to the console first.' : 'HTTP ' + answer.status;
      return undefined;
    })
    .catch((failure) => {
      content.textContent = String(failure);
    });
})();
