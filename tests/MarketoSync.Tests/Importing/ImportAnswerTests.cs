using System.Text;
using MarketoSync.Importing;

namespace MarketoSync.Tests.Importing;

public class ImportAnswerTests
{
    [Theory]
    [InlineData("""{"success":true,"result":[{"batchId":1040,"importId":"1040","status":"Queued"}]}""", "1040", ImportState.Queued, null, null, 0)]
    [InlineData("""{"success":true,"result":[{"batchId":"7","status":"Importing"}]}""", "7", ImportState.Importing, null, null, 0)]
    [InlineData("""{"success":true,"result":[{"batchId":1046,"status":"Complete","numOfLeadsProcessed":3,"numOfRowsFailed":1,"numOfRowsWithWarning":2,"message":"m"}]}""", "1046", ImportState.Complete, 3L, 1L, 2)]
    [InlineData("""{"success":true,"result":[{"batchId":5,"operation":"import","status":"Complete","numOfObjectsProcessed":4,"numOfRowsFailed":0,"importTime":"2 second(s)"}]}""", "5", ImportState.Complete, 4L, 0L, 0)]
    [InlineData("""{"success":true,"result":[{"batchId":6,"status":"Failed"}]}""", "6", ImportState.Failed, null, null, 0)]
    public void An_import_is_read_as_each_kind_of_object_tells_it(string body, string id, ImportState state, long? processed, long? failed, long warned)
    {
        var job = ImportAnswer.TryRead(Encoding.UTF8.GetBytes(body))!;
        Assert.Equal((id, state, processed, failed, warned), (job.Id, job.State, job.Processed, job.Failed, job.Warned));
    }

    [Theory]
    [InlineData("""{"success":true}""")]
    [InlineData("""{"success":true,"result":[]}""")]
    [InlineData("""{"success":true,"result":[7]}""")]
    [InlineData("""{"success":true,"result":[{"batchId":1}]}""")]
    [InlineData("""{"success":true,"result":[{"status":"Queued"}]}""")]
    [InlineData("""{"success":true,"result":[{"batchId":1,"status":"Dreaming"}]}""")]
    [InlineData("""{"success":true,"result":[{"batchId":1,"status":"3"}]}""")]
    [InlineData("""{"success":true,"result":[{"batchId":1,"status":"Queued"},{"batchId":2,"status":"Queued"}]}""")]
    public void What_does_not_tell_of_an_import_is_none(string body) => Assert.Null(ImportAnswer.TryRead(Encoding.UTF8.GetBytes(body)));
}
