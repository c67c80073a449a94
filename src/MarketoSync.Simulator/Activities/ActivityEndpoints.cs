using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>The rows of custom activities and their types.</summary>
internal sealed class ActivityEndpoints(Subscription data)
{
    private readonly ActivityReader reader = new(data.Options.ActivityTypes);

    public void AddTo(RestRoutes routes)
    {
        routes.Add("POST", "/rest/v1/activities/external.json", Endpoint.Write(Add));
        routes.Add("GET", "/rest/v1/activities/external/types.json", Types(data.Options.ActivityTypes, withAttributes: false));
        foreach (var type in data.Options.ActivityTypes)
            routes.Add("GET", $"/rest/v1/activities/external/type/{type.ApiName}/describe.json", Types([type], withAttributes: true));
    }

    private Accepted Add(RestRequest request) => JsonCall.Read(request, data.Options.MaxRecords, call =>
        Accepted.To(new AddActivitiesOperation(request.Number, data, [.. call.Input.Select(reader.Read)])));

    private static Endpoint Types(IReadOnlyList<SimulatedActivityType> types, bool withAttributes) => Endpoint.Read(_ =>
        Accepted.To(new ReadOperation(writer =>
        {
            writer.WriteStartArray("result"u8);
            foreach (var type in types)
                WriteType(writer, type, withAttributes);
            writer.WriteEndArray();
        })));

    private static void WriteType(Utf8JsonWriter writer, SimulatedActivityType type, bool withAttributes)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id"u8, type.Id);
        writer.WriteString("apiName"u8, type.ApiName);
        writer.WriteString("name"u8, type.Name);
        writer.WriteString("triggerName"u8, type.Name);
        writer.WriteString("filterName"u8, type.Name);
        writer.WriteString("createdAt"u8, ObjectDescription.SchemaTime);
        writer.WriteString("updatedAt"u8, ObjectDescription.SchemaTime);
        writer.WriteString("status"u8, "approved");
        if (withAttributes)
        {
            writer.WritePropertyName("primaryAttribute"u8);
            WriteAttribute(writer, type.PrimaryAttribute);
            writer.WriteStartArray("attributes"u8);
            foreach (var attribute in type.Attributes)
                WriteAttribute(writer, attribute);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter writer, SimulatedField attribute)
    {
        writer.WriteStartObject();
        writer.WriteString("apiName"u8, attribute.Name);
        writer.WriteString("name"u8, attribute.Label);
        writer.WriteString("dataType"u8, ObjectDescription.DataType(attribute.Type));
        writer.WriteEndObject();
    }
}
