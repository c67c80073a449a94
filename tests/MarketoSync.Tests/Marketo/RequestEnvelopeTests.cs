using System.Text;
using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public class RequestEnvelopeTests
{
    [Theory]
    [InlineData(SyncAction.CreateOrUpdate, "email", null, """{"action":"createOrUpdate","lookupField":"email","input":[{"a":1},{"b":"ü"}]}""")]
    [InlineData(SyncAction.UpdateOnly, "id", null, """{"action":"updateOnly","lookupField":"id","input":[{"a":1},{"b":"ü"}]}""")]
    [InlineData(SyncAction.CreateOnly, "crmId", "EU", """{"action":"createOnly","lookupField":"crmId","partitionName":"EU","input":[{"a":1},{"b":"ü"}]}""")]
    [InlineData(SyncAction.CreateDuplicate, "email", null, """{"action":"createDuplicate","input":[{"a":1},{"b":"ü"}]}""")]
    [InlineData(SyncAction.CreateOrUpdate, null, null, """{"action":"createOrUpdate","input":[{"a":1},{"b":"ü"}]}""")]
    public void The_body_is_exactly_this(SyncAction action, string? lookupField, string? partition, string body)
    {
        var envelope = new RequestEnvelope(Target.Leads.By(action)!, lookupField, partition);
        var records = "{\"a\":1}\n{\"b\":\"ü\"}\n"u8;
        Assert.Equal(body, Encoding.UTF8.GetString(envelope.Body(records).Span));
        Assert.Equal(envelope.Length + records.Length - 1, Encoding.UTF8.GetByteCount(body));
    }

    [Theory]
    [InlineData("leads", SyncAction.Delete, null, null, """{"input":[{"a":1}]}""")]
    [InlineData("companies", SyncAction.CreateOnly, "dedupeFields", null, """{"action":"createOnly","dedupeBy":"dedupeFields","input":[{"a":1}]}""")]
    [InlineData("customobjects/car_c", SyncAction.Delete, "idField", null, """{"deleteBy":"idField","input":[{"a":1}]}""")]
    [InlineData("lists/5", SyncAction.Add, null, null, """{"input":[{"a":1}]}""")]
    [InlineData("programs/5/members", SyncAction.CreateOrUpdate, null, "Invited", """{"statusName":"Invited","input":[{"a":1}]}""")]
    [InlineData("programs/5/members", SyncAction.UpdateOnly, null, null, """{"input":[{"a":1}]}""")]
    [InlineData("activities", SyncAction.Add, null, null, """{"input":[{"a":1}]}""")]
    public void Each_target_has_what_its_endpoint_takes(string target, SyncAction action, string? key, string? status, string body) => Assert.Equal(
        body, Encoding.UTF8.GetString(new RequestEnvelope(Target.Find(target)!.By(action)!, key, null, status).Body("{\"a\":1}\n"u8).Span));
}
