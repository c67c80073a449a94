using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>Writes what describe and the list of custom objects tell of object types.</summary>
internal static class ObjectDescription
{
    /// <summary>When the schema of every simulated subscription was made.</summary>
    public const string SchemaTime = "2015-02-03T22:36:23Z";

    public static void WriteResult(Utf8JsonWriter writer, IEnumerable<ObjectSchema> schemas, bool hasNativeCrmSync, bool withFields = true)
    {
        writer.WriteStartArray("result"u8);
        foreach (var schema in schemas)
        {
            writer.WriteStartObject();
            WriteType(writer, schema, withFields);
            if (withFields) WriteFields(writer, schema, hasNativeCrmSync && schema.Type.Crm is not CrmRule.Unaffected);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public static void WriteField(Utf8JsonWriter writer, SimulatedField field, bool updateable, bool crmManaged)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, field.Name);
        writer.WriteString("displayName"u8, field.Label);
        writer.WriteString("dataType"u8, DataType(field.Type));
        if (field.HasLength) writer.WriteNumber("length"u8, field.Length);
        writer.WriteBoolean("updateable"u8, updateable);
        writer.WriteBoolean("crmManaged"u8, crmManaged);
        writer.WriteEndObject();
    }

    public static string DataType(SimulatedFieldType type) => type.ToString().ToLowerInvariant();

    private static void WriteType(Utf8JsonWriter writer, ObjectSchema schema, bool isDescribe)
    {
        var type = schema.Type;
        writer.WriteString("name"u8, type.DescribeName);
        if (type.DisplayName is not null || type.IsCustom) writer.WriteString("displayName"u8, type.DisplayName ?? type.DescribeName);
        writer.WriteString("createdAt"u8, SchemaTime);
        writer.WriteString("updatedAt"u8, SchemaTime);
        if (schema.HasId) writer.WriteString("idField"u8, type.IdField);
        writer.WriteStartArray("dedupeFields"u8);
        foreach (var name in type.DescribedKey ?? type.DedupeFields)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteStartArray("searchableFields"u8);
        foreach (var fields in schema.Searchable)
        {
            writer.WriteStartArray();
            foreach (var field in fields)
                writer.WriteStringValue(schema.NameOf(field));
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        if (type.IsCustom) WriteRelationships(writer, type, isDescribe);
    }

    /// <summary>Adobe's samples name the other object <c>object</c> in describe and <c>relatedTo</c> in the list of types.</summary>
    private static void WriteRelationships(Utf8JsonWriter writer, SimulatedObjectType type, bool isDescribe)
    {
        writer.WriteStartArray("relationships"u8);
        foreach (var link in type.Links)
        {
            writer.WriteStartObject();
            writer.WriteString("field"u8, link.Field);
            writer.WriteString("type"u8, "parent");
            writer.WriteStartObject(isDescribe ? "object"u8 : "relatedTo"u8);
            writer.WriteString("name"u8, link.To is "leads" ? "Lead" : link.To[(link.To.LastIndexOf('/') + 1)..]);
            writer.WriteString("field"u8, link.ToField);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter writer, ObjectSchema schema, bool crmManaged)
    {
        writer.WriteStartArray("fields"u8);
        foreach (var field in schema.SystemFields)
            WriteField(writer, field, updateable: false, crmManaged: false);
        for (var i = 0; i < schema.Fields.Length; i++)
            WriteField(writer, schema.Fields[i], schema.IsUpdateable(i), crmManaged);
        writer.WriteEndArray();
    }
}
