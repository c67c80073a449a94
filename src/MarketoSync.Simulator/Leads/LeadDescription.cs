using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>
/// The two describe calls of leads: the old one, whose fields have a <c>rest</c> member where REST can use them at all, and the one
/// that superseded it, in the shape of all other objects.
/// </summary>
internal static class LeadDescription
{
    private static readonly SimulatedField[] SystemFields =
    [
        new("id", SimulatedFieldType.Integer) { Updateable = false },
        new("createdAt", SimulatedFieldType.DateTime) { Updateable = false },
        new("updatedAt", SimulatedFieldType.DateTime) { Updateable = false },
    ];

    public static Accepted Old(LeadSchema schema) => Accepted.To(new ReadOperation(writer =>
    {
        writer.WriteStartArray("result"u8);
        var id = 0;
        foreach (var field in SystemFields.Concat(schema.Fields))
            WriteOldField(writer, ++id, field, isRest: true);
        WriteOldField(writer, ++id, new SimulatedField("LeadOwnerCode", SimulatedFieldType.String), isRest: false);
        writer.WriteEndArray();
    }));

    public static Accepted New(LeadSchema schema) => Accepted.To(new ReadOperation(writer =>
    {
        writer.WriteStartArray("result"u8);
        writer.WriteStartObject();
        writer.WriteString("name"u8, "API Lead");
        writer.WriteStartArray("searchableFields"u8);
        foreach (var name in schema.Fields.Where(field => field.Searchable).Select(field => field.Name).Prepend("id"))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(name);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("fields"u8);
        foreach (var field in SystemFields.Concat(schema.Fields))
            ObjectDescription.WriteField(writer, field, field.IsWritable, crmManaged: false);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }));

    private static void WriteOldField(Utf8JsonWriter writer, int id, SimulatedField field, bool isRest)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id"u8, id);
        writer.WriteString("displayName"u8, field.Label);
        writer.WriteString("dataType"u8, ObjectDescription.DataType(field.Type));
        if (field.HasLength) writer.WriteNumber("length"u8, field.Length);
        if (isRest) WriteUse(writer, "rest", field.Name, field);
        WriteUse(writer, "soap", string.Concat(field.Label.Where(char.IsLetterOrDigit)), field);
        writer.WriteEndObject();
    }

    private static void WriteUse(Utf8JsonWriter writer, string api, string name, SimulatedField field)
    {
        writer.WriteStartObject(api);
        writer.WriteString("name"u8, name);
        writer.WriteBoolean("readOnly"u8, !field.IsWritable);
        writer.WriteEndObject();
    }
}
