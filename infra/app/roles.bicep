// Every right that this template gives, and why. No role here may manage a resource or give rights to others.

@export()
@description('What the app itself may do.')
var appRoles = {
  // The host makes containers and leases blobs; runs, inbox and claims are blobs. Microsoft's table for host storage names the Owner
  // role, and what it says that the host needs, reading and writing blobs and making containers, the Contributor role allows as well.
  // What only the Owner may, tags and the owners of blobs, neither the host nor the app uses.
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  // The control and work item queues of Durable Functions, and the queues of records.
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  // The history and the instances of Durable Functions, and the host's diagnostic events.
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  // Sends telemetry, and cannot read any.
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  // Reads the value of a secret, and only of those that the role is given for.
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
}

@export()
@description('What those may do who put files into the inbox: all with the blobs of that one container.')
var uploaderRole = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
