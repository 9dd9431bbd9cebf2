// Names what checks/models/qcoro.yaml knows of Qt's own network classes.
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

void requests(QNetworkAccessManager &manager, QNetworkRequest request) {
  request.setTransferTimeout(1);
  manager.setTransferTimeout(1);
  manager.get(request);
  manager.head(request);
  manager.post(request, QByteArray());
  manager.put(request, QByteArray());
  manager.deleteResource(request);
  manager.sendCustomRequest(request, "X");
}
