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
        var envelope = new RequestEnvelope(Target.Leads, action, lookupField, partition);
        var records = "{\"a\":1}\n{\"b\":\"ü\"}\n"u8;
        Assert.Equal(body, Encoding.UTF8.GetString(envelope.Body(records).Span));
        Assert.Equal(envelope.Length + records.Length - 1, Encoding.UTF8.GetByteCount(body));
    }
}
